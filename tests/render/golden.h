#pragma once

#include <string>

#include <gtest/gtest.h>

#include "app/gl/image.h"

namespace terreau::test {

// How different two pictures may be: drivers round edges differently.
struct Tolerance {
  int step = 24;        // of 255, in the channel that differs most
  double part = 0.005;  // of the pixels may differ by more than a step
};

// Compares with tests/golden/NAME.png; on a difference the picture, and one with the differing
// pixels in red, are written beside the test program. TERREAU_UPDATE_GOLDEN=1 writes the golden
// instead.
testing::AssertionResult same_as_golden(const gl::Image& image, const std::string& name,
                                        Tolerance tolerance = {});

// The part of the pixels that differ by more than a step; 1 if the sizes differ.
double differing_part(const gl::Image& a, const gl::Image& b, int step);

}  // namespace terreau::test
