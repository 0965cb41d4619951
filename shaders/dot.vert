#version 330 core
// One dot a point; see app/render/dot_pass.h.
layout(location = 0) in vec2 a_centre;
layout(location = 1) in vec4 a_colour;
uniform vec2 u_size;
uniform float u_radius;
flat out vec2 v_centre;  // as gl_FragCoord counts
flat out vec4 v_colour;

void main() {
  v_centre = vec2(a_centre.x, u_size.y - a_centre.y);
  v_colour = a_colour;
  gl_PointSize = 2.0 * ceil(u_radius + 0.5);  // an edge is smooth over half a pixel on either side
  gl_Position = clip_position(a_centre, u_size);
}
