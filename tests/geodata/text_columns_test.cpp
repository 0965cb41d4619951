#include <gtest/gtest.h>

#include "geodata/dictionary_column.h"
#include "geodata/places.h"
#include "geodata/text_column.h"
#include "tests/support/folder.h"

namespace terreau {
namespace {

constexpr std::size_t kBlocks = 40'000;  // rows, more than two blocks of a TextColumn

std::string text(std::size_t row) {
  return row % 5 == 0 ? std::string() : "t" + std::to_string(row);
}

TEST(TextColumn, HoldsWhatIsAppendedOneByOneAndTogether) {
  TextColumn one, together;
  std::string characters = "before";
  std::vector<std::uint32_t> ends{6};
  for (std::size_t i = 0; i < kBlocks; ++i) {
    one.push_back(text(i));
    characters += text(i);
    ends.push_back(static_cast<std::uint32_t>(characters.size()));
  }
  together.append_empty(3);
  const auto memory = std::make_shared<std::pair<std::string, std::vector<std::uint32_t>>>(
      std::move(characters), std::move(ends));
  together.append_mapped({{}, {}, memory, memory->first.data(), memory->second});
  together.append_empty(kBlocks);
  together.push_back("last");
  together.let_go(0, together.size());  // of memory, nothing
  ASSERT_EQ(one.size(), kBlocks);
  ASSERT_EQ(together.size(), 2 * kBlocks + 4);
  for (std::size_t i = 0; i < kBlocks; ++i) {
    ASSERT_EQ(one[i], text(i));
    ASSERT_EQ(together[i + 3], text(i));
    ASSERT_EQ(together[i + kBlocks + 3], "");
  }
  EXPECT_EQ(together[2 * kBlocks + 3], "last");
}

TEST(TextColumn, CanBeCutAnywhere) {
  for (const std::size_t rows :
       std::vector<std::size_t>{0, 1, 16'383, 16'384, 16'385, 39'999, 50'000}) {
    TextColumn column;
    for (std::size_t i = 0; i < kBlocks; ++i) column.push_back(text(i));
    column.keep_first(rows);
    const std::size_t kept = std::min(rows, kBlocks);
    ASSERT_EQ(column.size(), kept);
    column.push_back("next");
    for (std::size_t i = 0; i < kept; ++i) ASSERT_EQ(column[i], text(i));
    EXPECT_EQ(column[kept], "next");
  }
}

class SpilledTexts : public FolderTest {};

TEST_F(SpilledTexts, AreWhatTheyWereAndCanBeCutAnywhere) {
  constexpr std::size_t kMany = 400'000;  // 24 blocks
  for (const std::size_t rows : std::vector<std::size_t>{10, 300'000, 311'296, 311'297, kMany}) {
    const auto scratch = std::make_shared<Scratch>(path("new"), 1);
    TextColumn column;
    column.spill_to(scratch);
    column.append_empty(16'000);
    while (column.size() < kMany) column.push_back(text(column.size()));
    EXPECT_GT(scratch->size(), kMany);
    const TextColumn before = column;
    column.keep_first(rows);
    column.push_back("next");
    std::size_t next = 0;
    const auto is_next = [&](std::string_view t) {
      ASSERT_EQ(t, next < 16'000 ? "" : text(next));
      ++next;
    };
    column.each(0, rows, is_next);
    EXPECT_EQ(next, rows);
    next = std::min<std::size_t>(rows, 16'380);
    column.each(next, rows, is_next);  // what was let go is there again
    EXPECT_EQ(column[rows], "next");
    for (std::size_t i = 16'000; i < kMany; i += 7) ASSERT_EQ(before[i], text(i));
  }
  EXPECT_TRUE(std::filesystem::is_empty(path("new")));
}

TEST_F(SpilledTexts, StayInMemoryWhereTheDiskIsFullOrNobodyMayWrite) {
  for (const auto& scratch : {std::make_shared<Scratch>(path("full"), std::uintmax_t{1} << 62U),
                              std::make_shared<Scratch>("/proc/nowhere", 1)}) {
    TextColumn column;
    column.spill_to(scratch);
    for (std::size_t i = 0; i < 400'000; ++i) column.push_back(text(i));
    EXPECT_EQ(scratch->size(), 0U);
    for (std::size_t i = 0; i < column.size(); ++i) ASSERT_EQ(column[i], text(i));
  }
}

TEST(DictionaryColumn, HoldsFewDifferentTexts) {
  DictionaryColumn column;
  const auto expected = [](std::size_t row) {
    return row < 10 || row % 3 == 0 ? std::string() : "v" + std::to_string(row % 300);
  };
  for (std::size_t i = 0; i < kBlocks; ++i) column.push_back(expected(i));
  column.keep_first(1000);
  column.push_back("");
  column.finish();
  column.push_back("after");
  ASSERT_EQ(column.size(), 1002U);
  for (std::size_t i = 0; i < 1000; ++i) ASSERT_EQ(column[i], expected(i));
  EXPECT_EQ(column[1000], "");
  EXPECT_EQ(column[1001], "after");
}

TEST(DictionaryColumn, BecomesAPlainColumnWhereTooManyAreDifferent) {
  DictionaryColumn column;
  const std::size_t rows = 150'000;
  for (std::size_t i = 0; i < rows; ++i) column.push_back(text(i));
  ASSERT_EQ(column.size(), rows);
  for (std::size_t i = 0; i < rows; ++i) ASSERT_EQ(column[i], text(i));
}

// The texts of rows [0, size()), read part by part.
std::vector<std::string> together(const DictionaryColumn& column, std::size_t& parts) {
  std::vector<std::string> texts;
  for (parts = 0; texts.size() < column.size(); ++parts) {
    const auto part = column.together(texts.size(), column.size());
    EXPECT_GT(part.size(), 0U);
    for (std::size_t i = 0; i < part.size(); ++i) texts.emplace_back(part[i]);
  }
  return texts;
}

TEST(DictionaryColumn, HandsOutRowsThatLieTogether) {
  const std::string characters = "onetwothree";
  const std::vector<std::uint32_t> ends{0, 3, 6, 11};
  const std::vector<std::uint16_t> numbers{2, DictionaryColumn::kEmpty, 0};
  const MappedTexts texts{{}, {}, nullptr, characters.data(), ends};
  std::vector<std::string> expected;
  DictionaryColumn column;
  const auto push = [&](std::string text) {
    column.push_back(text);
    expected.push_back(std::move(text));
  };
  for (const char* const text : {"a", "", "b"}) push(text);
  column.append_mapped(5, {{}, numbers, texts, false});
  for (const char* const text : {"three", "", "one", "", ""}) expected.emplace_back(text);
  column.append_mapped(3, {{}, {}, texts, true});
  for (const char* const text : {"one", "two", "three"}) expected.emplace_back(text);
  for (std::size_t i = 0; i < kBlocks; ++i) push(i % 3 == 0 ? "" : "v" + std::to_string(i % 100));
  push("");
  std::size_t parts = 0;
  EXPECT_EQ(together(column, parts), expected);
  EXPECT_GE(parts, 4U);
  column.finish();
  EXPECT_EQ(together(column, parts), expected);
  EXPECT_EQ(column.together(4, 7).size(), 3U);
  EXPECT_EQ(column.together(5, 7)[0], "one");
  for (std::size_t i = 0; i < 70'000; ++i) push(text(i));
  EXPECT_EQ(together(column, parts), expected);
}

TEST(TextNumbers, AreGivenInOrder) {
  TextNumbers numbers;
  for (std::uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(numbers.number_of(std::to_string(i)), i);
  numbers.forget_look_up();
  EXPECT_EQ(numbers.number_of("4999"), 4999U);
  EXPECT_EQ(numbers.number_of("new"), 5000U);
  EXPECT_EQ(numbers.number_of(""), 5001U);
  EXPECT_EQ(numbers.number_of(""), 5001U);
  const std::string long_text(3'000'000, 'x');
  EXPECT_EQ(numbers.number_of(long_text), 5002U);
  const std::uint32_t hash = TextNumbers::hash_of("17");
  numbers.fetch_slot(hash);
  numbers.fetch_record(hash);
  EXPECT_EQ(numbers.number_of("17", hash), 17U);
  for (std::uint32_t i = 0; i < 5000; ++i) EXPECT_EQ(numbers[i], std::to_string(i));
  EXPECT_EQ(numbers[5001], "");
  EXPECT_EQ(numbers[5002], long_text);
  EXPECT_EQ(numbers[17], "17");
}

TEST(Places, KeepPositionsOfSevenDecimalsExactly) {
  Places places;
  PlaceRow row;
  const std::vector<LonLat> positions{
      {2.3522219, 48.856614}, {-61.5343077, 16.2412500}, {-180, -90}, {180, 90}, {0, 0}};
  for (const LonLat p : positions) {
    row.position = p;
    places.add(row, 0);
  }
  row.position = {1.0 / 3, -2.0 / 3};
  places.add(row, 0);
  row.position = {};
  places.add(row, 0);
  for (std::uint32_t i = 0; i < positions.size(); ++i) {
    EXPECT_EQ(places.position(PlaceId{i}), positions[i]);
  }
  EXPECT_NEAR(places.position(PlaceId{5}).lon_deg, 1.0 / 3, 5e-8);
  EXPECT_NEAR(places.position(PlaceId{5}).lat_deg, -2.0 / 3, 5e-8);
  EXPECT_FALSE(places.located(PlaceId{6}));
  EXPECT_FALSE(is_valid(places.position(PlaceId{6})));
}

TEST(Places, CanForgetTheLastOnes) {
  Places places;
  PlaceRow row;
  for (const std::uint16_t source : std::vector<std::uint16_t>{0, 0, 1, 1, 2}) {
    row.name = "n" + std::to_string(places.size());
    row.commune = "c" + std::to_string(source);
    row.position = places.size() % 2 == 0 ? LonLat{2, 48} : LonLat{};
    places.add(row, source);
  }
  places.keep_first(3, 0);
  EXPECT_EQ(places.located_count(), 2U);
  row.name = "again";
  places.add(row, 4);
  places.finish();
  ASSERT_EQ(places.size(), 4U);
  EXPECT_EQ(places.name(PlaceId{2}), "n2");
  EXPECT_EQ(places.name(PlaceId{3}), "again");
  EXPECT_EQ(places.commune(PlaceId{2}), "c1");
  EXPECT_EQ(places.source(PlaceId{1}), 0);
  EXPECT_EQ(places.source(PlaceId{2}), 1);
  EXPECT_EQ(places.source(PlaceId{3}), 4);
}

}  // namespace
}  // namespace terreau
