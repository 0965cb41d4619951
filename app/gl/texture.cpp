#include "app/gl/texture.h"

#include <epoxy/gl.h>

namespace terreau::gl {

void TwoChannelTexture::resize(int width, int height) {
  width_ = width;
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RG8, width, height, 0, GL_RG, GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

void TwoChannelTexture::write_rows(int first_row, int rows, std::span<const std::uint8_t> texels) {
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first_row, width_, rows, GL_RG, GL_UNSIGNED_BYTE,
                  texels.data());
}

void TwoChannelTexture::bind(int unit) const {
  glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
  glBindTexture(GL_TEXTURE_2D, texture_.name());
}

}  // namespace terreau::gl
