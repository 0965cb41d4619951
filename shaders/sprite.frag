#version 330 core
in vec2 v_texel;
in vec4 v_tint;
uniform sampler2D u_sprites;  // was drawn, so its first row is the lowest
out vec4 colour;

void main() {
  ivec2 texel = ivec2(v_texel);
  ivec2 from_below = ivec2(texel.x, textureSize(u_sprites, 0).y - 1 - texel.y);
  colour = v_tint * texelFetch(u_sprites, from_below, 0);
}
