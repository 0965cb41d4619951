#include "app/headless.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <epoxy/egl.h>
#include <unistd.h>

namespace terreau {
namespace {

struct Way {
  const char* name;
  const char* extension;  // of the EGL client; none: always there
  EGLenum platform;
};

// The first needs neither a display server nor a device file; the second is for drivers that only
// know devices; the last is whatever the system thinks best, which may be a display server.
constexpr std::array kWays{
    Way{"surfaceless", "EGL_MESA_platform_surfaceless", EGL_PLATFORM_SURFACELESS_MESA},
    Way{"device", "EGL_EXT_platform_device", EGL_PLATFORM_DEVICE_EXT},
    Way{"default display", nullptr, EGL_NONE},
};

EGLDisplay display_of(const Way& way) {
  if (way.extension == nullptr) return eglGetDisplay(EGL_DEFAULT_DISPLAY);
  if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, way.extension)) return EGL_NO_DISPLAY;
  void* native = EGL_DEFAULT_DISPLAY;
  if (way.platform == EGL_PLATFORM_DEVICE_EXT) {
    EGLDeviceEXT device = nullptr;
    EGLint count = 0;
    if (eglQueryDevicesEXT(1, &device, &count) != EGL_TRUE || count == 0) return EGL_NO_DISPLAY;
    native = device;
  }
  return eglGetPlatformDisplayEXT(way.platform, native, nullptr);
}

EGLContext context_of(EGLDisplay display) {
  if (eglBindAPI(EGL_OPENGL_API) != EGL_TRUE) return EGL_NO_CONTEXT;
  EGLConfig config = EGL_NO_CONFIG_KHR;
  if (!epoxy_has_egl_extension(display, "EGL_KHR_no_config_context")) {
    constexpr std::array wanted{EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
    EGLint count = 0;
    eglChooseConfig(display, wanted.data(), &config, 1, &count);
    if (count == 0) return EGL_NO_CONTEXT;
  }
  constexpr std::array attributes{EGL_CONTEXT_MAJOR_VERSION,
                                  3,
                                  EGL_CONTEXT_MINOR_VERSION,
                                  3,
                                  EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                  EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                  EGL_NONE};
  return eglCreateContext(display, config, EGL_NO_CONTEXT, attributes.data());
}

// "" when `context` is current; else why this way is none.
std::string try_way(const Way& way, EGLDisplay& display, EGLContext& context) {
  display = display_of(way);
  if (display == EGL_NO_DISPLAY) return "not offered";
  if (eglInitialize(display, nullptr, nullptr) != EGL_TRUE) return "cannot be initialised";
  context = context_of(display);
  if (context != EGL_NO_CONTEXT) {
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context) == EGL_TRUE) return "";
    eglDestroyContext(display, context);
  }
  eglTerminate(display);
  return "has no OpenGL 3.3";
}

}  // namespace

Result<std::unique_ptr<Headless>> Headless::open(int width_px, int height_px) {
  std::string tried;
  for (const Way& way : kWays) {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
    const std::string trouble = try_way(way, display, context);
    if (!trouble.empty()) {
      tried += std::string(tried.empty() ? "" : "; ") + way.name + " " + trouble;
      continue;
    }
    std::unique_ptr<Headless> headless(new Headless);
    headless->display_ = display;
    headless->context_ = context;
    const int largest = gl::largest_side();
    if (width_px < 1 || height_px < 1 || width_px > largest || height_px > largest) {
      return Error{"", "a picture of " + std::to_string(width_px) + " x " +
                           std::to_string(height_px) +
                           " pixels cannot be drawn; each side is 1 to " + std::to_string(largest)};
    }
    headless->resize(width_px, height_px);
    return headless;
  }
  return Error{"", "OpenGL 3.3 cannot be had without a window (EGL: " + tried + ")"};
}

Headless::~Headless() {
  target_.reset();
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(display_, context_);
  eglTerminate(display_);
}

void Headless::resize(int width_px, int height_px) {
  if (target_) {
    target_->resize(width_px, height_px);
  } else {
    target_ = std::make_unique<gl::Target>(width_px, height_px);
  }
  gl::bind_framebuffer(target_->framebuffer());
}

gl::Image Headless::read_pixels() const {
  return gl::read_framebuffer(target_->framebuffer(), width_px(), height_px());
}

std::string write_png(const std::string& path, const gl::Image& image) {
  const auto trouble = [&](const std::string& why) { return path + ": " + why; };
  const std::vector<std::byte> bytes = gl::encode_png(image);
  if (bytes.empty()) return trouble("the picture is too large for PNG");
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) return trouble("is a folder");
  // Beside and then renamed: whoever looks at the path sees the old file or the whole new one.
  const std::string beside = path + "." + std::to_string(getpid()) + ".part";
  errno = 0;
  std::ofstream out(beside, std::ios::binary | std::ios::trunc);
  if (!out) return trouble(std::string("cannot be written: ") + std::strerror(errno));
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (out) std::filesystem::rename(beside, path, error);
  if (out && !error) return "";
  const std::string why = error ? error.message() : std::strerror(errno);
  std::filesystem::remove(beside, error);
  return trouble("cannot be written: " + why);
}

}  // namespace terreau
