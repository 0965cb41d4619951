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
  gl_PointSize = ceil(2.0 * u_radius);  // no pixel more: see dot_centre()
  gl_Position = clip_position(a_centre, u_size);
}
