#version 330 core
// One marker or cluster an instance; see app/render/mark_look.h.
layout(location = 0) in vec3 a_disc;         // centre; half the side of the square to draw
layout(location = 1) in vec4 a_shape;        // corners (0: box, -1: drop), size, rounding or width of the ring, hole
layout(location = 2) in vec4 a_kind;         // is a cluster, has slices, has a shadow, is selected
layout(location = 3) in vec2 a_ring;         // row and length of its colours
layout(location = 4) in vec4 a_fill;
layout(location = 5) in vec4 a_ink;          // of the glyph
layout(location = 6) in vec4 a_glyph;        // x, y, width, height in the atlas
layout(location = 7) in vec2 a_glyph_corner;  // from the centre
uniform vec2 u_size;
flat out vec2 v_centre;  // as gl_FragCoord counts
flat out vec4 v_shape;
flat out vec4 v_kind;
flat out vec2 v_ring;
flat out vec4 v_fill;
flat out vec4 v_ink;
flat out vec4 v_glyph;
flat out vec2 v_glyph_corner;

void main() {
  vec2 corner = a_disc.xy + (vec2(gl_VertexID & 1, gl_VertexID >> 1) * 2.0 - 1.0) * a_disc.z;
  v_centre = vec2(a_disc.x, u_size.y - a_disc.y);
  v_shape = a_shape;
  v_kind = a_kind;
  v_ring = a_ring;
  v_fill = a_fill;
  v_ink = a_ink;
  v_glyph = a_glyph;
  v_glyph_corner = a_glyph_corner;
  gl_Position = clip_position(corner, u_size);
}
