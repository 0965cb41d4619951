#include "geodata/content_digest.h"

#include <array>
#include <cstdio>
#include <vector>

#include <xxhash.h>

#include "geodata/result.h"

namespace terreau {
namespace {

struct Close {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

XXH3_state_t* xxh(void* state) { return static_cast<XXH3_state_t*>(state); }

}  // namespace

void ContentDigest::Free::operator()(State* state) const { XXH3_freeState(xxh(state)); }

ContentDigest::ContentDigest()
    : state_(static_cast<State*>(static_cast<void*>(XXH3_createState()))) {
  TERREAU_CHECK(state_ != nullptr && XXH3_128bits_reset(xxh(state_.get())) == XXH_OK);
}

void ContentDigest::add(std::span<const std::byte> bytes) {
  XXH3_128bits_update(xxh(state_.get()), bytes.data(), bytes.size());
}

std::string ContentDigest::hex() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(xxh(state_.get()));
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016llx%016llx",
                static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return text.data();
}

std::uint64_t ContentDigest::number() const { return XXH3_128bits_digest(xxh(state_.get())).low64; }

std::string digest_of(std::string_view text) {
  ContentDigest digest;
  digest.add(text);
  return digest.hex();
}

std::optional<std::string> digest_of_file(const std::string& path, const std::stop_token& stop) {
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) return std::nullopt;
  std::setvbuf(file.get(), nullptr, _IONBF, 0);
  ContentDigest digest;
  std::vector<std::byte> chunk(256 * 1024);
  for (;;) {
    const std::size_t read = std::fread(chunk.data(), 1, chunk.size(), file.get());
    digest.add(std::span(chunk).first(read));
    if (stop.stop_requested() || std::ferror(file.get()) != 0) return std::nullopt;
    if (read < chunk.size()) return digest.hex();
  }
}

}  // namespace terreau
