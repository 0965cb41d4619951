#version 330 core
layout(location = 0) in vec2 a_pixel;
layout(location = 1) in vec2 a_texel;  // from the top of the picture
uniform vec2 u_size;
out vec2 v_texel;

void main() {
  v_texel = a_texel;
  gl_Position = clip_position(a_pixel, u_size);
}
