#version 330 core
in vec2 v_side;
in vec4 v_colour;
out vec4 colour;

void main() { colour = v_colour * clamp(v_side.y + 0.5 - abs(v_side.x), 0.0, 1.0); }
