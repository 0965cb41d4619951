#include <map>
#include <random>

#include <benchmark/benchmark.h>

#include "geodata/search.h"

// What a keystroke costs, the embedded gazetteer included.
namespace terreau {
namespace {

// Names as cooperatives have them: frequent words, and for each a word or two of its own.
std::shared_ptr<const Places> named(std::int64_t count) {
  static const char* const kWords[] = {
      "cooperative", "les", "des", "du",        "agricole", "cuma", "scop",  "atelier", "union",
      "ferme",       "le",  "la",  "solidaire", "centre",   "bois", "grand", "saint",   "val"};
  std::mt19937 random(5);
  std::uniform_int_distribution<int> frequent(0, 17), letters(4, 9), vowel(0, 4), other(0, 15);
  std::uniform_int_distribution<std::size_t> pick(0, 399'999);
  std::vector<std::string> own(400'000);
  for (std::string& word : own) {
    for (int i = letters(random); i > 0; --i) {
      word += i % 2 == 0 ? "aeiou"[vowel(random)] : "bcdfglmnprstvhjz"[other(random)];
    }
  }
  auto places = std::make_shared<Places>();
  PlaceRow row;
  for (std::int64_t i = 0; i < count; ++i) {
    row.name = std::string(kWords[frequent(random)]) + ' ' + kWords[frequent(random)] + ' ' +
               own[pick(random)] + ' ' + own[pick(random)];
    row.position = {2, 48};
    places->add(row, 0);
  }
  return places;
}

const SearchIndex& index_of(std::int64_t count) {
  static std::map<std::int64_t, std::unique_ptr<SearchIndex>> made;
  auto& index = made[count];
  if (!index) {
    made.clear();
    return *(made[count] = std::make_unique<SearchIndex>(
                 named(count), std::make_shared<Gazetteer>(*Gazetteer::embedded()),
                 std::vector<LonLat>{}));
  }
  return *index;
}

void search(benchmark::State& state, const char* text) {
  const SearchIndex& index = index_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(index.find_all(text, {12, 6, 4, 3}));
}
void build(benchmark::State& state) {
  const auto places = named(state.range(0));
  const auto gazetteer = std::make_shared<Gazetteer>(*Gazetteer::embedded());
  for (auto _ : state) benchmark::DoNotOptimize(SearchIndex(places, gazetteer, {}).size());
}

#define SIZES \
  Arg(13'439)->Arg(100'000)->Arg(1'000'000)->Arg(5'000'000)->Unit(benchmark::kMillisecond)
BENCHMARK(build)->SIZES->Iterations(1);
BENCHMARK_CAPTURE(search, one_letter, "c")->SIZES;
BENCHMARK_CAPTURE(search, prefix, "coop")->SIZES;
BENCHMARK_CAPTURE(search, inside, "erati")->SIZES;
BENCHMARK_CAPTURE(search, two_words, "ferme les")->SIZES;
BENCHMARK_CAPTURE(search, words_begun, "cooperative agricole du c")->SIZES;
BENCHMARK_CAPTURE(search, typo, "cooperqtivz")->SIZES;
BENCHMARK_CAPTURE(search, nothing, "qzxqzxqzx")->SIZES;

}  // namespace
}  // namespace terreau
