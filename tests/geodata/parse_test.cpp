#include "geodata/parse.h"

#include <random>

#include <gtest/gtest.h>

#include "geodata/search.h"

namespace terreau {
namespace {

TEST(Fold, AccentsLigaturesAndPunctuation) {
  EXPECT_EQ(fold("L'Île-Saint-Denis"), "l ile saint denis");
  EXPECT_EQ(fold("  CŒUR d\u2019Ardèche !"), "coeur d ardeche");
  EXPECT_EQ(fold("Ex æquo, Straße, Łódź"), "ex aequo strasse łodz");
  EXPECT_EQ(fold("e\u0301te\u0301"), "ete");  // accents as characters of their own
  EXPECT_EQ(fold("INSEE_DEP"), "insee dep");
  EXPECT_EQ(fold("À ÉÈÊË ÎÏ Ô ÙÛÜ Ÿ Ç Ñ"), "a eeee ii o uuu y c n");
  EXPECT_EQ(fold(""), "");
  EXPECT_EQ(fold(" - "), "");
}

TEST(Fold, InvalidUtf8IsPassedOver) {
  EXPECT_EQ(fold("caf\xe9"), "caf");
  EXPECT_EQ(fold("\xc3"), "");
  EXPECT_EQ(fold(std::string("a\0b", 3)), "a b");
}

TEST(Fold, AnyBytesGiveAFixedPoint) {
  std::mt19937 random(4);
  std::uniform_int_distribution<int> byte(0, 255), length(0, 24);
  for (int i = 0; i < 5000; ++i) {
    std::string text(static_cast<std::size_t>(length(random)), ' ');
    for (char& c : text) c = static_cast<char>(byte(random));
    const std::string folded = fold(text);
    EXPECT_EQ(fold(folded), folded);
    EXPECT_TRUE(is_utf8(folded));
    EXPECT_TRUE(is_utf8(from_cp1252(text)));
  }
}

TEST(Utf8, IsToldFromOtherBytes) {
  for (const char* good : {"", "abc", "é", "€", "😀", "\xf4\x8f\xbf\xbf"})
    EXPECT_TRUE(is_utf8(good));
  for (const char* bad :
       {"\xe9", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80"}) {
    EXPECT_FALSE(is_utf8(bad));
  }
}

TEST(Utf8, IsToldWhereverItStandsInALongText) {
  const std::string ascii = "Les Jardins de la Solidarite";
  for (std::size_t at = 0; at <= ascii.size(); ++at) {
    const auto with = [&](const char* bytes) { return std::string(ascii).insert(at, bytes); };
    EXPECT_TRUE(is_utf8(with("é"))) << at;
    EXPECT_TRUE(is_utf8(with("éà€"))) << at;
    EXPECT_FALSE(is_utf8(with("\xe9"))) << at;
    EXPECT_FALSE(is_utf8(with("é\xa9"))) << at;
  }
}

TEST(Utf8, EncodedTwiceIsSeenByItsLetters) {
  for (const char* twice : {"Ã©", "lâ€™Ã©cole", "nÂ°", "lâ€™eau", "aâ€"}) {
    EXPECT_TRUE(may_be_encoded_twice(twice)) << twice;
  }
  for (const char* once :
       {"", "école", "l’été", "cœur", "5 €", "pâte €", "CO₂", "\xc4\x82", "€â"}) {
    EXPECT_FALSE(may_be_encoded_twice(once)) << once;
  }
}

TEST(Cp1252, IsReadWhole) { EXPECT_EQ(from_cp1252("Caf\xe9 \x80 \x9c\x92"), "Café € œ’"); }

TEST(Numbers, AsPeopleWriteThem) {
  EXPECT_EQ(parse_number("2,5"), 2.5);
  EXPECT_EQ(parse_number(" -3.25 "), -3.25);
  EXPECT_EQ(parse_number("+4"), 4);
  EXPECT_EQ(parse_number("652 469,02"), 652469.02);
  EXPECT_EQ(parse_number("6\u202f862\u00a0035"), 6862035);
  for (const char* none :
       {"", " ", "nan", "inf", "1,234,5", "2.3E", "48°", "--1", "1e999", "0x10"}) {
    EXPECT_FALSE(parse_number(none)) << none;
  }
}

TEST(Years, InDates) {
  EXPECT_EQ(parse_year("2019"), 2019);
  EXPECT_EQ(parse_year("2019-05-01"), 2019);
  EXPECT_EQ(parse_year("01/05/2019"), 2019);
  EXPECT_EQ(parse_year("vers 1870"), 1870);
  for (const char* none : {"", "19", "20190501", "99999", "0000"}) EXPECT_EQ(parse_year(none), 0);
}

TEST(OneLine, HasNoControlCharactersAndAnEnd) {
  EXPECT_EQ(one_line(" a\nb\tc\r\n"), "a b c");
  EXPECT_EQ(one_line("abcé", 4), "abc…");
  EXPECT_EQ(one_line("abcé", 5), "abcé");
}

TEST(CsvRows, QuotesLinesAndEnds) {
  std::string_view rest = "a,\"b, \"\"c\"\"\",\r\n\"two\nlines\",,x\nlast";
  std::vector<std::string> fields;
  ASSERT_TRUE(next_csv_row(rest, fields));
  EXPECT_EQ(fields, (std::vector<std::string>{"a", "b, \"c\"", ""}));
  ASSERT_TRUE(next_csv_row(rest, fields));
  EXPECT_EQ(fields, (std::vector<std::string>{"two\nlines", "", "x"}));
  ASSERT_TRUE(next_csv_row(rest, fields));
  EXPECT_EQ(fields, (std::vector<std::string>{"last"}));
  EXPECT_FALSE(next_csv_row(rest, fields));
}

TEST(PlainRows, FieldsLinesAndEnds) {
  std::string_view rest = "a,,c\r\n\nlast,";
  std::vector<std::string_view> fields;
  ASSERT_TRUE(next_plain_row(rest, fields));
  EXPECT_EQ(fields, (std::vector<std::string_view>{"a", "", "c"}));
  ASSERT_TRUE(next_plain_row(rest, fields));
  EXPECT_EQ(fields, (std::vector<std::string_view>{""}));
  ASSERT_TRUE(next_plain_row(rest, fields));
  EXPECT_EQ(fields, (std::vector<std::string_view>{"last", ""}));
  EXPECT_FALSE(next_plain_row(rest, fields));
}

}  // namespace
}  // namespace terreau
