#version 330 core
flat in vec2 v_centre;
flat in vec4 v_colour;
uniform float u_radius;  // pixels, as the next one
uniform float u_rim;     // width of the line of paper around it, inside of the radius
uniform vec4 u_paper;
out vec4 colour;

void main() {
  float d = length(gl_FragCoord.xy - v_centre) - u_radius;
  colour = mix(u_paper, v_colour, clamp(0.5 - d - u_rim, 0.0, 1.0)) * clamp(0.5 - d, 0.0, 1.0);
}
