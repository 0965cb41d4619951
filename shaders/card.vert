#version 330 core
layout(location = 2) in vec4 a_fill;
uniform vec4 u_rect;  // x, y, width, height; pixels from the top left
uniform vec2 u_size;
out vec2 v_from_centre;
out vec4 v_fill;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  v_from_centre = (corner - 0.5) * u_rect.zw;
  v_fill = a_fill;
  vec2 pixel = u_rect.xy + corner * u_rect.zw;
  gl_Position = clip_position(pixel, u_size);
}
