#include "geodata/csv_rows.h"

#include <algorithm>
#include <cstring>

#include <gmock/gmock.h>

// Rows of separated text, in blocks of any size.
namespace terreau {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

using Rows = std::vector<std::vector<std::string>>;

CsvRows::NextBlock blocks_of(std::string text, std::size_t size) {
  return [text = std::move(text), size, at = std::size_t{0}]() mutable -> std::optional<TextBlock> {
    if (at == text.size()) return std::nullopt;
    TextBlock block(size);
    block.size = std::min(size, text.size() - at);
    std::memcpy(block.begin, text.data() + at, block.size);
    at += block.size;
    return block;
  };
}

// Good rows by their cells, others as {"!", row, trouble}.
Rows read(const std::string& text, std::size_t block_size = 1 << 20) {
  auto rows = CsvRows::open(blocks_of(text, block_size));
  if (!rows) return {{"error", rows.error().message}};
  Rows out;
  while (rows->next()) {
    if (!rows->trouble().empty()) {
      out.push_back({"!", std::to_string(rows->row()), rows->trouble()});
      continue;
    }
    auto& row = out.emplace_back();
    for (std::size_t c = 0; c < rows->columns().size(); ++c) row.emplace_back(rows->cell(c));
  }
  return out;
}

TEST(CsvRows, PlainRowsWithAnyLineBreak) {
  const Rows expected{{"1", "", "x y"}, {"2", "é", ""}};
  EXPECT_EQ(read("a,b,c\n1,,x y\n2,é,\n"), expected);
  EXPECT_EQ(read("a,b,c\r\n1,,x y\r\n2,é,\r\n"), expected);
  EXPECT_EQ(read("a,b,c\n1,,x y\n\n2,é,"), expected);
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a;b;c\n1;;x y\n2;é;\n"),
            expected);
  EXPECT_EQ(read("a\tb\tc\n1\t\tx y\n2\té\t\n"), expected);
}

TEST(CsvRows, ColumnsAreFoundInAnyOrder) {
  auto rows = CsvRows::open(blocks_of("\"a\",b , c,d\n1,2,3,4\n", 1 << 20));
  ASSERT_TRUE(rows);
  EXPECT_THAT(rows->columns(), ElementsAre("a", "b", "c", "d"));
  ASSERT_TRUE(rows->next());
  for (const std::size_t c : {3U, 0U, 2U, 2U, 1U, 3U})
    EXPECT_EQ(rows->cell(c), std::to_string(c + 1));
}

TEST(CsvRows, QuotesHoldSeparatorsLineBreaksAndQuotes) {
  EXPECT_EQ(read("a,b,c\n1,\"x, y\",3\n2,\"x\ny\r\nz\",\"\"\n3,\"say \"\"yes\"\"\",\"\"\"\"\n"),
            (Rows{{"1", "x, y", "3"}, {"2", "x\ny\r\nz", ""}, {"3", "say \"yes\"", "\""}}));
  EXPECT_EQ(read("a,b\n1,\"x\"\r\n2,\"y\""), (Rows{{"1", "x"}, {"2", "y"}}));
  EXPECT_EQ(read("a,b\n1,\"x\ny\""), (Rows{{"1", "x\ny"}}));
  // Within a field a quote is only itself.
  EXPECT_EQ(read("a,b\n5\" pipe,6\"\n\"Les\" amis,x\n"),
            (Rows{{"5\" pipe", "6\""}, {"\"Les\" amis", "x"}}));
}

TEST(CsvRows, BrokenRowsCostTheirOwnLineOnly) {
  EXPECT_EQ(read("a,b,c\n1,2\n1,2,3\n1,2,3,4\n"), (Rows{{"!", "1", "2 fields rather than 3"},
                                                        {"1", "2", "3"},
                                                        {"!", "3", "4 fields rather than 3"}}));
  EXPECT_EQ(read("a,b\n1,\"x\n2,y\n3,z\n"),
            (Rows{{"!", "1", "a quote that is not closed"}, {"2", "y"}, {"3", "z"}}));
}

TEST(CsvRows, AnUnclosedQuoteDoesNotTakeTheNextQuotedRow) {
  EXPECT_EQ(read("a,b,c\n1,\"x,3\n2,\"y\",3\n"),
            (Rows{{"!", "1", "a quote that is not closed"}, {"2", "y", "3"}}));
}

TEST(CsvRows, AnUnclosedQuoteIsNotLookedForThroughTheWholeFile) {
  std::string text = "a,b\n0,\"x\n";
  for (int i = 1; i < 40'000; ++i) text += std::to_string(i) + ",y\n";
  const Rows rows = read(text, 4096);
  ASSERT_EQ(rows.size(), 40'000U);
  EXPECT_THAT(rows[0][2], HasSubstr("not closed"));
  EXPECT_EQ(rows[39'999], (std::vector<std::string>{"39999", "y"}));
}

TEST(CsvRows, ALineWithoutEndIsOneBrokenRow) {
  const std::string text = "a,b\n1,2\n" + std::string(300'000, 'x') + "\n3,4\n";
  for (const std::size_t size : {1000U, 70'000U}) {
    EXPECT_EQ(read(text, size), (Rows{{"1", "2"}, {"!", "2", "longer than 64 KiB"}, {"3", "4"}}))
        << size;
  }
  EXPECT_EQ(read(text), (Rows{{"1", "2"}, {"!", "2", "1 field rather than 2"}, {"3", "4"}}));
}

TEST(CsvRows, BlocksMayEndAnywhere) {
  std::string text = "siren,name,note\r\n";
  for (int i = 0; i < 300; ++i) {
    text += std::to_string(i) + ",\"a \"\"b\"\"\r\nc, " + std::to_string(i) + "\",é" +
            std::string(static_cast<std::size_t>(i), '-') + "\r\n" + std::to_string(i) +
            ",plain,\n";
  }
  const Rows whole = read(text);
  ASSERT_EQ(whole.size(), 600U);
  EXPECT_EQ(whole[4][1], "a \"b\"\r\nc, 2");
  for (std::size_t size = 3; size < 200; ++size) ASSERT_EQ(read(text, size), whole) << size;
}

TEST(CsvRows, LongRowsAreCountedRight) {
  // More than the lanes of the counter hold before they are summed up.
  std::string header = "c0", row = "0";
  for (int i = 1; i < 6000; ++i) {
    header += ",c" + std::to_string(i);
    row += "," + std::to_string(i);
  }
  auto rows = CsvRows::open(blocks_of(header + "\n" + row + "\n" + row + ",\n", 1 << 20));
  ASSERT_TRUE(rows && rows->next());
  EXPECT_EQ(rows->trouble(), "");
  EXPECT_EQ(rows->cell(5999), "5999");
  ASSERT_TRUE(rows->next());
  EXPECT_EQ(rows->trouble(), "6001 fields rather than 6000");
}

TEST(CsvRows, FilesWithoutAHeaderAreErrors) {
  EXPECT_EQ(read("").front()[1], "the file is empty");
  EXPECT_EQ(read("\n\n").front()[1], "the file is empty");
  EXPECT_THAT(read("\xFF\xFE"
                   "a")
                  .front()[1],
              HasSubstr("UTF-16"));
  EXPECT_THAT(read("\"a,b\n").front()[1], HasSubstr("not closed"));
}

}  // namespace
}  // namespace terreau
