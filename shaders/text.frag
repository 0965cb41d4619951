#version 330 core
in vec2 v_texel;
in vec4 v_colour;
uniform vec4 u_halo;
uniform sampler2D u_atlas;  // letters, letters with their halo
out vec4 colour;

void main() {
  vec2 covered = texelFetch(u_atlas, ivec2(v_texel), 0).rg;
  colour = mix(u_halo * covered.g, v_colour, covered.r);
}
