#include <array>
#include <cstdio>
#include <random>

#include <gmock/gmock.h>

#include "tests/cli/program.h"

// The filter on the command line, and the same questions put to SQLite through ogrinfo.
namespace terreau::test {
namespace {

using nlohmann::json;

struct Question {
  std::vector<std::string> options;
  std::string sql;  // WHERE of the same set
};

const std::vector<Question>& questions() {
  static const std::vector<Question> all{
      {{}, "1"},
      {{"--families", "agricole"}, "legal_form IN ('cuma','coop_agricole','sica')"},
      {{"--forms", "scop,scic"}, "legal_form IN ('scop','scic')"},
      {{"--functions", "cae"}, "functions LIKE '%cae%'"},
      {{"--departments", "62,2A"}, "departement IN ('62','2A')"},
      {{"--regions", "Bretagne"}, "departement IN ('22','29','35','56')"},
      {{"--departments", "62", "--regions", "Corse"}, "departement IN ('62','2A','2B')"},
      {{"--years", "1990-2005"}, "year BETWEEN 1990 AND 2005"},
      {{"--years", "-1980"}, "year <= 1980 AND year > 0"},
      {{"--years", "2001-"}, "year >= 2001"},
      {{"--from-sources", "cuma.fr"}, "source_url LIKE 'https://www.cuma.fr/%'"},
      {{"--text", "ferme"}, "name LIKE '%Ferme%'"},
      {{"--where", "year >= 1990 AND commune LIKE 'L%'"}, "year >= 1990 AND commune LIKE 'L%'"},
      {{"--forms", "scop", "--departments", "62,93", "--years", "1990-"},
       "legal_form = 'scop' AND departement IN ('62','93') AND year >= 1990"},
      {{"--families", "travail", "--functions", "ptce", "--text", "atelier", "--where",
        "year < 2000"},
       "legal_form = 'scop' AND functions LIKE '%ptce%' AND name LIKE '%Atelier%' AND year < 2000"},
  };
  return all;
}

// `count` organisations as a table that both can read.
std::string table(int count) {
  static constexpr std::array kForms{"scop", "scic",       "cuma",        "coop_agricole",
                                     "sica", "coop_conso", "association", "banque_coop"};
  static constexpr std::array kFunctions{"", "", "cae", "ptce", "cae;couveuse", "espace_test"};
  static constexpr std::array kNames{"Atelier", "Ferme", "Fournil", "Maison"};
  static constexpr std::array kCommunes{"Lens", "Agen", "Lille", "Rennes"};
  static constexpr std::array kDepartments{"62", "93", "2A", "2B", "35", "22", "47", "01"};
  static constexpr std::array kUrls{"", "https://www.cuma.fr/a", "https://scic.org/b"};
  std::mt19937 random(9);
  const auto one_of = [&](const auto& list) { return std::string(list[random() % list.size()]); };
  std::string text = "id,name,legal_form,functions,commune,departement,lon,lat,year,source_url\n";
  for (int i = 0; i < count; ++i) {
    const std::string id = std::to_string(i);
    const int year = 1950 + static_cast<int>(random() % 75);
    text += "p" + id + "," + one_of(kNames) + " " + id + "," + one_of(kForms) + "," +
            one_of(kFunctions) + "," + one_of(kCommunes) + "," + one_of(kDepartments) + "," +
            std::to_string(-1 + static_cast<double>(random() % 7000) / 1000) + "," +
            std::to_string(44 + static_cast<double>(random() % 5000) / 1000) + "," +
            (random() % 8 == 0 ? "" : std::to_string(year)) + "," + one_of(kUrls) + "\n";
  }
  return text;
}

int counted_by_sqlite(const std::string& path, const std::string& layer, const std::string& where) {
  const std::string command =
      "ogrinfo -ro -q -dialect SQLite -oo AUTODETECT_TYPE=YES -sql \"SELECT "
      "COUNT(*) AS n FROM " +
      layer + " WHERE " + where + "\" " + path + " 2>&1";
  std::string answer;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 256> buffer{};
  while (pipe != nullptr && std::fgets(buffer.data(), buffer.size(), pipe) != nullptr) {
    answer += buffer.data();
  }
  if (pipe != nullptr) pclose(pipe);
  const std::size_t at = answer.find("n (Integer) = ");
  EXPECT_NE(at, std::string::npos) << answer;
  return at == std::string::npos ? -1 : std::stoi(answer.substr(at + 14));
}

class OneFilter : public InFolder {
 protected:
  // Every n-th question.
  void compare(const std::string& layer, int count, std::size_t step) {
    const std::string csv = file(layer + ".csv", table(count));
    for (std::size_t i = 0; i < questions().size(); i += step) {
      const Question& q = questions()[i];
      std::vector<std::string> args{"info", "--only", csv, "--json"};
      args.insert(args.end(), q.options.begin(), q.options.end());
      const json places = terreau(args).json()["places"];
      int by_precision = 0;
      for (const auto& item : places["by_precision"].items())
        by_precision += item.value().get<int>();
      EXPECT_EQ(places["total"], counted_by_sqlite(csv, layer, q.sql)) << q.sql;
      EXPECT_EQ(places["total"], by_precision) << q.sql;
      if (!q.options.empty()) {
        EXPECT_GT(places["total"], 0) << q.sql;
        EXPECT_LT(places["total"], count) << q.sql;
      }
    }
  }
};

TEST_F(OneFilter, Counts_what_SQL_counts) { compare("few", 3000, 1); }

TEST_F(OneFilter, Counts_what_SQL_counts_of_100_000) { compare("many", 100000, 4); }

TEST(InfoFilter, Is_echoed_in_words) {
  const json all = terreau({"info", "--json"}).json();
  EXPECT_EQ(all["filter"], json::object());
  const json j = terreau({"info", "--json", "--families", "agricole", "--departments", "62,2a",
                          "--regions", "bretagne", "--years", "2001-", "--precisions", "commune",
                          "--from-sources", "cuma.fr", "--text", "Ferme", "--where", "year > 2005"})
                     .json();
  const json filter = j["filter"];
  EXPECT_EQ(filter["families"], json({"agricole"}));
  EXPECT_EQ(filter["departments"], json({"2A", "62"}));
  EXPECT_EQ(filter["regions"], json({"Bretagne"}));
  EXPECT_EQ(filter["years"], "2001-");
  EXPECT_EQ(filter["precisions"], json({"commune"}));
  EXPECT_EQ(filter["sources"], json({"cuma.fr"}));
  EXPECT_EQ(filter["text"], "Ferme");
  EXPECT_EQ(filter["where"], "year > 2005");
  EXPECT_FALSE(filter.contains("forms"));
}

TEST(FindFilter, Holds_back_places_and_no_territories) {
  const auto kinds = [](const std::vector<std::string>& more) {
    std::vector<std::string> args{"find", "lens", "--json"};
    args.insert(args.end(), more.begin(), more.end());
    int places = 0, territories = 0;
    const json answer = terreau(args).json();
    for (const json& r : answer["results"]) {
      ++(r["kind"] == "place" ? places : territories);
    }
    return std::pair(places, territories);
  };
  const auto all = kinds({}), none = kinds({"--years", "1900-1901"});
  EXPECT_GT(all.second, 0);
  EXPECT_EQ(none.first, 0);
  EXPECT_GE(none.second, all.second);
  EXPECT_EQ(terreau({"find", "lens", "--years", "soon"}).status, 2);
}

TEST(AtFilter, Sees_only_what_passes) {
  const std::vector<std::string> here{"at", "2.33944", "48.93666", "--zoom", "16", "--json"};
  std::vector<std::string> filtered = here;
  filtered.insert(filtered.end(), {"--years", "1900-1901"});
  EXPECT_NE(terreau(here).json()["hit"], "department");
  EXPECT_EQ(terreau(filtered).json()["hit"], "department");
}

}  // namespace
}  // namespace terreau::test
