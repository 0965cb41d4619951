#version 330 core
uniform vec4 u_rect;  // x, y, width, height; pixels from the top left
uniform vec2 u_size;
out vec2 v_from_centre;

void main() {
  vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  v_from_centre = (corner - 0.5) * u_rect.zw;
  vec2 pixel = u_rect.xy + corner * u_rect.zw;
  gl_Position = clip_position(pixel, u_size);
}
