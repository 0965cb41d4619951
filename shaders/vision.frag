#version 330 core
uniform sampler2D u_picture;
uniform vec4 u_rows[3];  // of the matrix for linear light
out vec4 colour;

vec3 linear(vec3 c) {
  return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), step(0.04045, c));
}

vec3 encoded(vec3 c) {
  c = clamp(c, 0.0, 1.0);
  return mix(c * 12.92, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

void main() {
  vec3 seen = linear(texelFetch(u_picture, ivec2(gl_FragCoord.xy), 0).rgb);
  colour = vec4(encoded(vec3(dot(u_rows[0].rgb, seen), dot(u_rows[1].rgb, seen),
                             dot(u_rows[2].rgb, seen))), 1.0);
}
