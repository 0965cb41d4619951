#include "geodata/search.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

#include "geodata/parse.h"

namespace terreau {
namespace {

// What a match is worth before its weight, which adds at most kWeightShare: never a rank.
constexpr float kExact = 0.95F, kPrefix = 0.85F, kWordStart = 0.7F, kInside = 0.5F, kWords = 0.45F,
                kTypo = 0.3F;
constexpr float kWeightShare = 0.05F;
constexpr float kPlaceWeight = 0.5F, kDepartmentWeight = 0.9F, kRegionWeight = 0.85F;
constexpr std::size_t kInsideLetters = 3;  // a shorter text is met inside of nearly every name
constexpr std::size_t kTypoLetters = 5;

// Letters that other people write, folded.
std::string with_aliases(std::string folded) {
  std::string out;
  for (const std::string_view word : words_of(folded)) {
    if (!out.empty()) out += ' ';
    out += word == "renata" ? std::string_view("reneta") : word;
  }
  return out;
}

// One letter more, less, other, or two neighbours exchanged.
bool one_edit_apart(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  std::size_t start = 0;
  while (start < a.size() && a[start] == b[start]) ++start;
  const std::string_view rest_a = a.substr(start);
  const std::string_view rest_b = b.substr(start);
  if (rest_a.size() < rest_b.size()) return rest_a == rest_b.substr(1);
  if (rest_a.empty()) return false;  // equal: no edit
  if (rest_a.substr(1) == rest_b.substr(1)) return true;
  return rest_a.size() >= 2 && rest_a[0] == rest_b[1] && rest_a[1] == rest_b[0] &&
         rest_a.substr(2) == rest_b.substr(2);
}

// Some run of `count` words of `name` is one edit away from `phrase`.
bool has_typo_of(std::string_view name, std::string_view phrase, std::size_t count) {
  std::size_t begin = 0;
  while (begin < name.size()) {
    std::size_t end = begin;
    for (std::size_t w = 0; w < count && end < name.size(); ++w) {
      end = std::min(name.find(' ', end + 1), name.size());
    }
    if (one_edit_apart(name.substr(begin, end - begin), phrase)) return true;
    begin = std::min(name.find(' ', begin), name.size()) + 1;
  }
  return false;
}

bool has_word_start(std::string_view name, std::string_view word) {
  for (std::size_t at = name.find(word); at != std::string_view::npos;
       at = name.find(word, at + 1)) {
    if (at == 0 || name[at - 1] == ' ') return true;
  }
  return false;
}

float commune_weight(int population) {
  return static_cast<float>(std::log10(std::max(population, 0) + 1.0) / 7.0);
}

}  // namespace

std::string_view code(FoundKind k) {
  switch (k) {
    case FoundKind::place: return "place";
    case FoundKind::commune: return "commune";
    case FoundKind::department: return "department";
    case FoundKind::region: return "region";
  }
  return {};
}

std::string spelt_out(std::string_view folded) {
  std::string out;
  for (const std::string_view word : words_of(folded)) {
    if (!out.empty()) out += ' ';
    out += word == "st" ? std::string_view("saint") : word == "ste" ? "sainte" : word;
  }
  return out;
}

struct SearchIndex::Match {
  std::size_t entry = 0;
  float score = 0;
};

SearchIndex::SearchIndex(const Places& places, const Gazetteer& gazetteer,
                         const std::vector<LonLat>& department_centres)
    : names_("\n"), department_centres_(department_centres) {
  department_centres_.resize(kDepartmentCount);
  std::map<std::string_view, std::pair<LonLat, int>> regions;
  for (std::uint8_t d = 0; d < kDepartmentCount; ++d) {
    const Department& department = departments()[d];
    add(FoundKind::department, d, DepartmentId{d}, kDepartmentWeight, fold(department.name));
    auto& [sum, count] = regions[department.region];
    if (!is_valid(department_centres_[d])) continue;
    const LonLat c = department_centres_[d];
    sum = count++ == 0 ? c : LonLat{sum.lon_deg + c.lon_deg, sum.lat_deg + c.lat_deg};
  }
  for (const auto& [region, centre] : regions) {
    add(FoundKind::region, static_cast<std::uint32_t>(region_names_.size()), {}, kRegionWeight,
        fold(region));
    region_names_.emplace_back(region);
    region_centres_.push_back(
        {centre.first.lon_deg / centre.second, centre.first.lat_deg / centre.second});
  }
  for (std::uint32_t i = 0; i < gazetteer.communes().size(); ++i) {
    const Commune& c = gazetteer.communes()[i];
    add(FoundKind::commune, i, c.department, commune_weight(c.population),
        gazetteer.folded_name(i));
    commune_names_.push_back(c.name);
    commune_positions_.push_back(c.position);
  }
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    const PlaceId place{i};
    add(FoundKind::place, i, places.department(place), kPlaceWeight,
        spelt_out(fold(places.name(place))));
    place_names_.push_back(places.name(place));
    place_positions_.push_back(places.position(place));
  }
}

void SearchIndex::add(FoundKind kind, std::uint32_t row, DepartmentId department, float weight,
                      std::string_view folded) {
  if (folded.empty()) return;
  TERREAU_CHECK(names_.size() + folded.size() < 0xFFFFFFFFU);
  entries_.push_back({kind, department, row, static_cast<std::uint32_t>(names_.size()), weight});
  names_ += folded;
  names_ += '\n';
}

std::string_view SearchIndex::folded(std::size_t entry) const {
  const std::size_t begin = entries_[entry].begin;
  const std::size_t end = entry + 1 < entries_.size() ? entries_[entry + 1].begin : names_.size();
  return std::string_view(names_).substr(begin, end - begin - 1);
}

void SearchIndex::find_phrase(std::string_view phrase, std::vector<Match>& out) const {
  const char* const begin = names_.data();
  const char* const end = begin + names_.size();
  const char* at = begin;
  std::size_t entry = 0;
  for (;;) {
    at = static_cast<const char*>(
        memmem(at, static_cast<std::size_t>(end - at), phrase.data(), phrase.size()));
    if (at == nullptr) return;
    const char before = at[-1];  // the buffer starts and ends with a line feed
    const char after = at[phrase.size()];
    float rank = before == '\n' ? (after == '\n' ? kExact : kPrefix)
                                : (before == ' ' ? kWordStart : kInside);
    ++at;
    if (rank == kInside && phrase.size() < kInsideLetters) continue;
    const auto offset = static_cast<std::uint32_t>(at - 1 - begin);
    const auto next =
        std::upper_bound(entries_.begin() + static_cast<std::ptrdiff_t>(entry), entries_.end(),
                         offset, [](std::uint32_t o, const Entry& e) { return o < e.begin; });
    entry = static_cast<std::size_t>(next - entries_.begin()) - 1;
    rank += kWeightShare * entries_[entry].weight;
    if (!out.empty() && out.back().entry == entry) {
      out.back().score = std::max(out.back().score, rank);
    } else {
      out.push_back({entry, rank});
    }
  }
}

void SearchIndex::find_words(std::string_view phrase, std::vector<Match>& out) const {
  const auto words = words_of(phrase);
  if (words.size() < 2) return;
  for (std::size_t e = 0; e < entries_.size(); ++e) {
    const std::string_view name = folded(e);
    if (name.size() < phrase.size()) continue;
    if (std::all_of(words.begin(), words.end(),
                    [&](std::string_view word) { return has_word_start(name, word); })) {
      out.push_back({e, kWords + kWeightShare * entries_[e].weight});
    }
  }
}

void SearchIndex::find_typo(std::string_view phrase, std::vector<Match>& out) const {
  if (phrase.size() < kTypoLetters) return;
  const std::size_t count = words_of(phrase).size();
  for (std::size_t e = 0; e < entries_.size(); ++e) {
    const std::string_view name = folded(e);
    if (name.size() + 1 < phrase.size()) continue;
    if (has_typo_of(name, phrase, count)) {
      out.push_back({e, kTypo + kWeightShare * entries_[e].weight});
    }
  }
}

Found SearchIndex::result(const Match& match) const {
  const Entry& entry = entries_[match.entry];
  Found found;
  found.kind = entry.kind;
  found.department = entry.department;
  found.score = match.score >= kExact ? 1.0 : static_cast<double>(match.score);
  switch (entry.kind) {
    case FoundKind::place:
      found.name = place_names_[entry.row];
      found.position = place_positions_[entry.row];
      found.place = PlaceId{entry.row};
      break;
    case FoundKind::commune:
      found.name = commune_names_[entry.row];
      found.position = commune_positions_[entry.row];
      break;
    case FoundKind::department:
      found.name = departments()[entry.row].name;
      found.position = department_centres_[entry.row];
      break;
    case FoundKind::region:
      found.name = region_names_[entry.row];
      found.position = region_centres_[entry.row];
      break;
  }
  return found;
}

std::vector<Found> SearchIndex::find(std::string_view text, std::size_t limit) const {
  const std::string phrase = with_aliases(spelt_out(fold(text)));
  if (phrase.empty() || limit == 0) return {};
  std::vector<Match> matches;
  find_phrase(phrase, matches);
  if (matches.empty()) find_words(phrase, matches);
  if (matches.empty()) find_typo(phrase, matches);
  const std::size_t count = std::min(limit, matches.size());
  std::partial_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(count),
                    matches.end(), [](const Match& a, const Match& b) {
                      return a.score != b.score ? a.score > b.score : a.entry < b.entry;
                    });
  std::vector<Found> out;
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) out.push_back(result(matches[i]));
  return out;
}

}  // namespace terreau
