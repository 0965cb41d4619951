#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

// XXH3, 128 bits, of large contents: fast, the same on every machine; no protection against a
// forger. (Small things that are told to the user have ContentHash, data_number.h.)
namespace terreau {

class ContentDigest {
 public:
  ContentDigest();
  void add(std::span<const std::byte> bytes);
  void add(std::string_view text) { add(std::as_bytes(std::span(text))); }
  std::string hex() const;
  std::uint64_t number() const;  // half of it

 private:
  struct State;
  struct Free {
    void operator()(State* state) const;
  };
  std::unique_ptr<State, Free> state_;
};

std::string digest_of(std::string_view text);
// Nothing where the file cannot be read to its end, or `stop` asks.
std::optional<std::string> digest_of_file(const std::string& path, const std::stop_token& stop);

}  // namespace terreau
