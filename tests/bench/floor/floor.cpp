// What no first frame of this program can be far below: the same libraries are loaded (here by the
// executable itself, which costs a few milliseconds more) and an OpenGL context has drawn one
// rectangle into a picture of 1600 x 1000. Prints milliseconds since the
// process began and the most memory it held, in MiB.

#include <iostream>

#include "app/gl/frame.h"
#include "app/headless.h"
#include "app/render/card_pass.h"
#include "app/stopwatch.h"

int main() {
  const auto surface = terreau::Headless::open(1600, 1000);
  if (!surface) {
    std::cerr << surface.error().text() << "\n";
    return 1;
  }
  terreau::gl::begin_frame(1600, 1000);
  terreau::gl::clear({0.8F, 0.9F, 0.9F, 1});
  terreau::render::CardPass card;
  card.draw({100, 100, 400, 300}, {{1, 1, 1, 1}, {0, 0, 0, 1}, 10, 1}, {1600, 1000});
  terreau::gl::finish();
  std::cout << "{\"first_frame_ms\": " << terreau::since_process_start_ms()
            << ", \"peak_rss_mib\": " << terreau::peak_rss_mib() << "}\n";
}
