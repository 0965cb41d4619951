#version 330 core
in vec2 v_from_centre;
in vec4 v_fill;
uniform vec4 u_rect;
uniform float u_radius;
uniform float u_line;  // width of the border
uniform vec4 u_border;
out vec4 colour;

void main() {
  vec2 q = abs(v_from_centre) - (u_rect.zw * 0.5 - u_radius);
  float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - u_radius;
  float inside = clamp(0.5 - d, 0.0, 1.0);
  float border = clamp(0.5 + d + u_line, 0.0, 1.0);
  colour = mix(v_fill, u_border, border) * inside;
}
