#version 330 core
layout(location = 0) in vec2 a_pixel;
layout(location = 1) in vec2 a_texel;  // from the top of the picture
uniform vec2 u_size;
out vec2 v_texel;

void main() {
  v_texel = a_texel;
  gl_Position = vec4((a_pixel / u_size * 2.0 - 1.0) * vec2(1.0, -1.0), 0.0, 1.0);
}
