#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// The outside world returns Result; our own mistakes stop the program (TERREAU_CHECK), also in
// release builds.
namespace terreau {

// Something wrong with one row or feature of a source; the rest is kept.
struct Issue {
  std::optional<std::int64_t> row;  // 1-based data row or feature, none: the source as a whole
  std::string reason;
  std::string value;  // the offending value as it was read, possibly empty
};

// Why nothing came back. `source` is a path, URI or layer as the user named it.
struct Error {
  std::string source;
  std::string message;
  std::string text() const { return source.empty() ? message : source + ": " + message; }
};

// A value or an Error; a good value may come with warnings.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : value_(std::move(value)) {}
  Result(T value, std::vector<Issue> warnings)
      : value_(std::move(value)), warnings_(std::move(warnings)) {}
  Result(Error error) : error_(std::move(error)) {}

  bool ok() const { return value_.has_value(); }
  explicit operator bool() const { return ok(); }
  T& operator*() & { return *value_; }
  const T& operator*() const& { return *value_; }
  T&& operator*() && { return std::move(*value_); }
  T* operator->() { return &*value_; }
  const T* operator->() const { return &*value_; }
  const Error& error() const { return error_; }
  const std::vector<Issue>& warnings() const { return warnings_; }

 private:
  std::optional<T> value_;
  Error error_;
  std::vector<Issue> warnings_;
};

}  // namespace terreau

// A broken precondition is our own mistake: say where and stop.
#define TERREAU_CHECK(condition)                                                           \
  do {                                                                                     \
    if (!(condition)) {                                                                    \
      std::fprintf(stderr, "terreau: broken invariant %s (%s:%d)\n", #condition, __FILE__, \
                   __LINE__);                                                              \
      std::abort();                                                                        \
    }                                                                                      \
  } while (false)
