#include "geodata/cache_entry.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "geodata/module_file.h"

namespace terreau {
namespace {

// The executable is a few lines that are hardly ever built anew: what reads files is in modules.
TEST(CacheEntry, IsOfTheModulesToo) {
  const auto path = module_path(kFormatsModule);
  ASSERT_TRUE(path);
  const auto stamp = stamp_of(*path);
  ASSERT_TRUE(stamp) << *path;
  EXPECT_THAT(cache::made_by(), testing::HasSubstr(", program " + cache::words_of(*stamp)));
}

}  // namespace
}  // namespace terreau
