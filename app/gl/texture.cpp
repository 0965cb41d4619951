#include "app/gl/texture.h"

#include <epoxy/gl.h>

namespace terreau::gl {
namespace {

GLenum format_of(int channels) { return channels == 2 ? GL_RG : GL_RGBA; }

}  // namespace

void Texture::resize(int width, int height) {
  width_ = width;
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glTexImage2D(GL_TEXTURE_2D, 0, channels_ == 2 ? GL_RG8 : GL_RGBA8, width, height, 0,
               format_of(channels_), GL_UNSIGNED_BYTE, nullptr);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
}

void Texture::write_rows(int first_row, int rows, std::span<const std::uint8_t> texels) {
  glBindTexture(GL_TEXTURE_2D, texture_.name());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, first_row, width_, rows, format_of(channels_),
                  GL_UNSIGNED_BYTE, texels.data());
}

void Texture::bind(int unit) const {
  glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
  glBindTexture(GL_TEXTURE_2D, texture_.name());
}

}  // namespace terreau::gl
