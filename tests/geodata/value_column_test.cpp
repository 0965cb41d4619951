#include "geodata/value_column.h"

#include <array>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "geodata/dictionary_column.h"
#include "geodata/places.h"
#include "tests/support/folder.h"

namespace terreau {
namespace {

using Column = ValueColumn<std::uint32_t>;
constexpr std::size_t kBlock = Column::kBlockRows;
constexpr std::size_t kMany = 4 * kBlock + 1000;

std::uint32_t value(std::size_t row) { return static_cast<std::uint32_t>(row * 2'654'435'761U); }

void expect_values(const Column& column, std::size_t rows) {
  for (std::size_t i = 0; i < rows; ++i) ASSERT_EQ(column[i], value(i)) << i;
  std::size_t next = 0;
  column.each(0, rows, [&](std::span<const std::uint32_t> values) {
    for (const std::uint32_t v : values) ASSERT_EQ(v, value(next++));
  });
  EXPECT_EQ(next, rows);
}

// Kilobytes of the mapping with that byte that are in memory for us.
long resident_kb(const void* byte) {
  std::ifstream maps("/proc/self/smaps");
  bool here = false;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t from = 0, to = 0;
    char dash = 0;
    std::istringstream words(line);
    if (words >> std::hex >> from >> dash >> to && dash == '-') {
      const auto at = reinterpret_cast<std::uintptr_t>(byte);
      here = at >= from && at < to;
    } else if (here && line.starts_with("Rss:")) {
      return std::stol(line.substr(4));
    }
  }
  return -1;
}

class ValueColumnTest : public FolderTest {
 protected:
  // In a scratch file, but for the first block and the last rows.
  Column spilled() {
    Column column;
    column.spill_to(std::make_shared<Scratch>(path("scratch"), 1));
    for (std::size_t i = 0; i < kMany; ++i) column.push_back(value(i));
    return column;
  }
  MappedValues<std::uint32_t> mapped(std::size_t first, std::size_t rows) {
    std::vector<std::uint32_t> values;
    for (std::size_t i = first; i < first + rows; ++i) values.push_back(value(i));
    Scratch scratch(path("mapped"), 1);
    const auto file = scratch.put(std::as_bytes(std::span(values)), {}).value();
    return {file, mapped_values<std::uint32_t>(file, 0)};
  }
};

TEST_F(ValueColumnTest, SpilledValuesAreWhatTheyWere) {
  const Column column = spilled();
  ASSERT_EQ(column.size(), kMany);
  expect_values(column, kMany);
  expect_values(column, kMany);  // what was let go is there again
}

TEST_F(ValueColumnTest, CanBeCutAnywhere) {
  for (const std::size_t rows : std::vector<std::size_t>{0, 1, kBlock - 1, kBlock, 2 * kBlock,
                                                         3 * kBlock + 1, kMany - 1, kMany}) {
    Column column = spilled();
    const Column before = column;
    column.keep_first(rows);
    ASSERT_EQ(column.size(), rows);
    for (std::size_t i = rows; i < rows + 2 * kBlock; ++i) column.push_back(value(i));
    expect_values(column, rows + 2 * kBlock);
    expect_values(before, kMany);
  }
}

TEST_F(ValueColumnTest, AChangeIsOfItsRowAndOfNoCopy) {
  Column column = spilled();
  const Column before = column;
  for (const std::size_t row : {std::size_t{7}, 2 * kBlock + 5, kMany - 1}) {
    column.set(row, 42);
    column.let_go(0, kMany);
    EXPECT_EQ(column[row], 42U);
    EXPECT_EQ(column[row - 1], value(row - 1));
    EXPECT_EQ(before[row], value(row));
  }
}

TEST_F(ValueColumnTest, MappedRowsComeAfterOthersAndBeforeOthers) {
  for (const std::size_t own : {std::size_t{0}, std::size_t{10}, kBlock, kBlock + 10}) {
    for (const std::size_t rows : {std::size_t{5}, kBlock - 10, 2 * kBlock, 3 * kBlock + 10}) {
      Column column;
      for (std::size_t i = 0; i < own; ++i) column.push_back(value(i));
      column.append_mapped(mapped(own, rows));
      column.append_mapped({});
      ASSERT_EQ(column.size(), own + rows);
      for (std::size_t i = own + rows; i < own + rows + kBlock; ++i) column.push_back(value(i));
      expect_values(column, own + rows + kBlock);
      column.set(own + rows / 2, 42);
      EXPECT_EQ(column[own + rows / 2], 42U);
      column.keep_first(own + rows / 2);
      expect_values(column, own + rows / 2);
    }
  }
}

TEST_F(ValueColumnTest, ReadingAllOfItTakesNoMemory) {
  const Column column = spilled();
  const std::uint32_t* first = nullptr;
  column.each(2 * kBlock, 2 * kBlock + 1,
              [&](std::span<const std::uint32_t> values) { first = values.data(); });
  EXPECT_EQ(column[2 * kBlock + 1], value(2 * kBlock + 1));
  EXPECT_GT(resident_kb(first), 0);
  column.let_go(0, kMany);
  EXPECT_EQ(resident_kb(first), 0);
  expect_values(column, kMany);
  EXPECT_EQ(resident_kb(first), 0);
}

TEST_F(ValueColumnTest, StaysInMemoryWhereTheDiskIsFullOrNobodyMayWrite) {
  for (const auto& scratch : {std::make_shared<Scratch>(path("full"), std::uintmax_t{1} << 62U),
                              std::make_shared<Scratch>("/proc/nowhere", 1)}) {
    Column column;
    column.spill_to(scratch);
    for (std::size_t i = 0; i < kMany; ++i) column.push_back(value(i));
    EXPECT_EQ(scratch->size(), 0U);
    expect_values(column, kMany);
  }
}

TEST_F(ValueColumnTest, NumbersOfADictionaryLieThereToo) {
  const auto scratch = std::make_shared<Scratch>(path("scratch"), 1);
  DictionaryColumn column;
  column.spill_to(scratch);
  const auto text = [](std::size_t row) {
    return row % 3 == 0 ? std::string() : "v" + std::to_string(row % 1000);
  };
  for (std::size_t i = 0; i < kMany; ++i) column.push_back(text(i));
  EXPECT_GE(scratch->size(), 3 * kBlock * sizeof(std::uint16_t));
  column.finish();
  for (std::size_t i = 0; i < kMany; ++i) ASSERT_EQ(column[i], text(i));
  std::size_t numbers = 0;
  column.each_number(10, kMany - 10, [&](auto some) { numbers += some.size(); });
  EXPECT_EQ(numbers, kMany - 20);
  column.let_go(0, kMany);
  column.keep_first(2 * kBlock + 5);
  column.push_back("next");
  EXPECT_EQ(column[2 * kBlock + 4], text(2 * kBlock + 4));
  EXPECT_EQ(column[2 * kBlock + 5], "next");
}

// Files of many places may lack what borders and other rows tell later.
TEST_F(ValueColumnTest, PlacesInAFileCanBeGivenADepartmentAndKinds) {
  Places places;
  places.spill_to(std::make_shared<Scratch>(path("scratch"), 1));
  const auto name = [](std::size_t i) { return "Coop " + std::to_string(i); };
  constexpr std::size_t kSecond = kBlock + 50;  // source's first row
  for (std::size_t i = 0; i < kMany; ++i) {
    PlaceRow row;
    row.id = std::to_string(i);
    row.name = name(i);
    row.position = {2 + static_cast<double>(i) * 1e-7, 47};
    row.year = static_cast<int>(1900 + i % 100);
    row.source_url = i % 3 == 0 ? "" : "https://example.org";
    row.source_date = i % 2 == 0 ? "2024-05-01" : "";
    places.add(row, i < kSecond ? 0 : 1);
  }
  const std::array functions{Function::ptce};
  const PlaceId changed{static_cast<std::uint32_t>(2 * kBlock + 7)};
  places.set_department(changed, *department_by_code("63"));
  places.add_kinds(changed, LegalForm::scic, functions);
  places.finish();
  const auto all = static_cast<std::uint32_t>(places.size());
  std::uint32_t seen = 0;
  places.in_parts(5, all, [&](const Places::Columns& columns) {
    EXPECT_EQ(columns.first(), seen == 0 ? 5 : seen);
    EXPECT_FALSE(columns.has(PlaceId{columns.first() - 1}));
    EXPECT_FALSE(columns.has(PlaceId{columns.end()}));
    for (PlaceId p{columns.first()}; p.value < columns.end(); ++p.value) {
      ASSERT_TRUE(columns.has(p));
      ASSERT_EQ(places.name(p), name(p.value));
      ASSERT_EQ(columns.year(p), static_cast<int>(1900 + p.value % 100));
      ASSERT_TRUE(columns.located(p));
      ASSERT_NEAR(columns.position(p).lon_deg, 2 + p.value * 1e-7, 1e-9);
      ASSERT_EQ(columns.department(p).valid(), p == changed);
      ASSERT_EQ(columns.region_id(p).valid(), p == changed);
      ASSERT_EQ(columns.form(p), p == changed ? LegalForm::scic : LegalForm::unknown);
      ASSERT_EQ(columns.precision(p), Precision::none);
      ASSERT_EQ(columns.kinds(p), places.kinds(p));
      ASSERT_EQ(columns.class_of(p), places.class_of(p));
      ASSERT_EQ(columns.source(), p.value < kSecond ? 0 : 1);
      ASSERT_EQ(columns.source_url(p), places.source_url(p));
      ASSERT_EQ(columns.source_year(p), p.value % 2 == 0 ? 2024 : 0);
    }
    seen = columns.end();
  });
  EXPECT_EQ(seen, all);
  EXPECT_TRUE(places.kinds(changed).has(kind_of(Function::ptce)));
}

}  // namespace
}  // namespace terreau
