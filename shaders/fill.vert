#version 330 core
layout(location = 0) in vec2 a_metres;  // from the mesh's origin
layout(location = 1) in vec2 a_side;    // of a line that covers all of it
layout(location = 2) in vec4 a_colour;
uniform vec2 u_centre;                  // of the view, from the mesh's origin
uniform vec2 u_focus;                   // where the centre is shown, pixels
uniform float u_pixels_per_metre;
uniform vec2 u_size;  // of the framebuffer
out vec2 v_side;
out vec2 v_pixel;  // fixed to the map, so that a pattern moves with it
out vec4 v_colour;

void main() {
  vec2 offset = (a_metres - u_centre) * u_pixels_per_metre;
  vec2 pixel = u_focus + vec2(offset.x, -offset.y);
  v_side = a_side;
  v_pixel = a_metres * u_pixels_per_metre;
  v_colour = a_colour;
  gl_Position = clip_position(pixel, u_size);
}
