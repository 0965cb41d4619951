#version 330 core
// Shapes as signed distances in pixels, so that edges are smooth at any size without multisampling.
flat in vec2 v_centre;
flat in vec4 v_shape;
flat in vec4 v_kind;
flat in vec2 v_ring;            // row of u_rings, texels around the circle
flat in vec4 v_fill;
flat in vec4 v_ink;
flat in vec4 v_glyph;
flat in vec2 v_glyph_corner;
uniform vec4 u_outline;
uniform vec4 u_paper;          // holes, gaps and the middle of clusters
uniform vec4 u_accent;
uniform float u_outline_width;  // pixels, as all the following
uniform float u_gap;
uniform float u_ring;
uniform float u_fine;
uniform float u_halo;
uniform float u_shadow;
uniform sampler2D u_atlas;
uniform sampler2D u_rings;      // colours of slices, a row for each ring
out vec4 colour;

const float k_pi = 3.14159265;

float box(vec2 p, float half_side, float rounding) {
  vec2 q = abs(p) - (half_side - rounding);
  return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - rounding;
}

// A regular polygon with a corner on top; the hexagon lies on its side. `angle` is clockwise from the
// top: it costs the most here, so it is taken once for shape and ring.
float polygon(vec2 p, float angle, float corners, float radius) {
  float half_angle = k_pi / corners;
  float folded = mod(corners == 6.0 ? angle + half_angle : angle, 2.0 * half_angle) - half_angle;
  vec2 q = length(p) * vec2(cos(folded), abs(sin(folded)));
  vec2 corner = radius * vec2(cos(half_angle), sin(half_angle));
  q -= corner;
  q.y += clamp(-q.y, 0.0, corner.y);
  return length(q) * sign(q.x);
}

// A disc below, a point above, and the tangents between them.
float drop(vec2 p, float radius) {
  float belly = 0.70 * radius, tip = 0.06 * radius, height = 1.20 * radius;
  p = vec2(abs(p.x), 0.36 * radius - p.y);
  float slope = (belly - tip) / height;
  float side = sqrt(1.0 - slope * slope);
  float k = dot(p, vec2(-slope, side));
  if (k < 0.0) return length(p) - belly;
  if (k > side * height) return length(p - vec2(0.0, height)) - tip;
  return dot(p, vec2(side, slope)) - belly;
}

float distance_to_shape(vec2 p, float angle) {
  if (v_shape.x > 0.0) return polygon(p, angle, v_shape.x, v_shape.y);
  if (v_shape.x < 0.0) return drop(p, v_shape.y);
  return box(p, v_shape.y, v_shape.z);
}

float hole_distance(vec2 p, float angle) {
  return v_shape.x > 0.0 ? polygon(p, angle, v_shape.x, v_shape.w) : length(p) - v_shape.w;
}

// The colour of the ring in this direction, clockwise from the top.
vec4 slice(float angle) {
  float at = fract(angle / (2.0 * k_pi)) * v_ring.y;
  float before = floor(at);
  ivec2 texel = ivec2(before, v_ring.x);
  return mix(texelFetch(u_rings, texel, 0), texelFetch(u_rings, texel + ivec2(1, 0), 0), at - before);
}

void paint(vec4 paint_colour, float d) {
  colour = mix(colour, paint_colour, clamp(0.5 - d, 0.0, 1.0));
}

void paint_around(float d) {
  float shade = v_kind.z * clamp(1.0 - d / u_shadow, 0.0, 1.0);
  colour = vec4(0.0, 0.0, 0.0, 0.16 * shade * shade);
  if (v_kind.w > 0.0) {
    paint(u_accent, d - (v_kind.w > 1.5 ? mix(u_gap, u_halo, 0.7) : u_halo));
    paint(u_paper, d - u_gap);
  }
}

void paint_cluster(vec2 p, float angle) {
  float d = length(p) - v_shape.y;
  paint_around(d);
  float inner = d + u_fine + v_shape.z;
  paint(u_outline, d);
  paint(slice(angle), d + u_fine);
  paint(u_outline, inner);
  paint(v_fill, inner + u_fine);
}

void paint_marker(vec2 p, float angle) {
  float d = distance_to_shape(p, angle);
  float edge = 0.5 * u_outline_width;
  float outside = edge;
  if (v_kind.y > 0.0) outside += u_gap + u_ring + u_fine;
  paint_around(d - outside);
  if (v_kind.y > 0.0) {
    paint(u_outline, d - outside);
    paint(slice(angle), d - outside + u_fine);
    paint(u_outline, d - edge - u_gap);
    paint(u_paper, d - edge - u_gap + 0.5 * u_fine);
  }
  paint(u_outline, d - edge);
  paint(v_fill, d + edge);
  if (v_shape.w > 0.0) paint(u_paper, hole_distance(p, angle));
}

void main() {
  // Not interpolated, so that a look is the same to the last bit wherever it is drawn.
  vec2 p = (gl_FragCoord.xy - v_centre) * vec2(1.0, -1.0);
  float angle = atan(p.x, -p.y);
  colour = vec4(0.0);
  if (v_kind.x > 0.0) {
    paint_cluster(p, angle);
  } else {
    paint_marker(p, angle);
  }
  vec2 texel = floor(p - v_glyph_corner);
  if (all(greaterThanEqual(texel, vec2(0.0))) && all(lessThan(texel, v_glyph.zw))) {
    colour = mix(colour, v_ink, texelFetch(u_atlas, ivec2(v_glyph.xy + texel), 0).r);
  }
}
