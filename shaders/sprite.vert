#version 330 core
layout(location = 0) in vec2 a_pixel;
layout(location = 1) in vec2 a_texel;  // from the top of the picture
layout(location = 2) in vec4 a_tint;   // ones: all passes hand on the same inputs, see ARCHITECTURE.md
uniform vec2 u_size;
out vec2 v_texel;
out vec4 v_tint;

void main() {
  v_texel = a_texel;
  v_tint = a_tint;
  gl_Position = clip_position(a_pixel, u_size);
}
