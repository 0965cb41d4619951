#version 330 core
flat in vec2 v_centre;
flat in vec4 v_colour;
uniform float u_radius;  // pixels, as the next one
uniform float u_rim;     // width of the line of paper around it, inside of the radius
uniform vec4 u_paper;
out vec4 colour;

void main() {
  // Half a pixel more than how far inside it is; near the edge as good as with a root.
  vec2 p = gl_FragCoord.xy - v_centre;
  float inside = 0.5 + (u_radius - dot(p, p) / u_radius) / 2.0;
  colour = mix(u_paper, v_colour, clamp(inside - u_rim, 0.0, 1.0)) * clamp(inside, 0.0, 1.0);
}
