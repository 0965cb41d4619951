#version 330 core
in vec2 v_pixel;
in vec4 v_colour;
uniform vec4 u_stripe;
uniform float u_period;  // between stripes, pixels along x
out vec4 colour;

void main() {
  const float k_diagonal = 0.70710678;
  float across = abs(fract((v_pixel.x + v_pixel.y) / u_period) - 0.5) * u_period * k_diagonal;
  float half_width = u_period * 0.09;
  colour = mix(v_colour, u_stripe, clamp(half_width + 0.5 - across, 0.0, 1.0));
}
