#version 330 core
layout(location = 0) in vec2 a_pixel;
layout(location = 1) in vec2 a_side;  // distance from the middle, half the width; pixels
layout(location = 2) in vec4 a_colour;
uniform vec2 u_size;
out vec2 v_side;
out vec4 v_colour;

void main() {
  v_side = a_side;
  v_colour = a_colour;
  gl_Position = clip_position(a_pixel, u_size);
}
