#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "geodata/boundaries.h"
#include "geodata/cache_options.h"
#include "geodata/gazetteer.h"
#include "geodata/import_options.h"
#include "geodata/overlay.h"
#include "geodata/places.h"
#include "geodata/reader.h"
#include "geodata/result.h"
#include "geodata/search.h"
#include "geodata/story.h"

// Everything that is loaded, as immutable parts that are shared between threads.
namespace terreau {

// Rows of which something is told, the first of them one by one.
struct RowList {
  static constexpr std::size_t kMostListed = 10'000;
  std::int64_t count = 0;
  std::vector<Issue> first;
  void add(Issue issue) {
    ++count;
    if (first.size() < kMostListed) first.push_back(std::move(issue));
  }
};

struct SourceReport {  // one layer that gave places (or tried to)
  std::string source, layer, crs, encoding;
  std::int64_t rows = 0;
  std::int64_t accepted = 0;
  std::array<std::int64_t, kPrecisionCount> placed{};  // the accepted ones by Precision
  std::vector<std::string> notices = {};
  std::vector<Issue> rejected = {};  // accepted + rejected.size() == rows
  RowList repaired = {},
          duplicates = {};  // of accepted rows; a duplicate that was merged is rejected
  std::vector<std::pair<std::string, std::string>> columns = {};  // role and column, as read
  std::vector<std::string> unread_columns =
      {};                     // of a large source: a card reads them (attributes.h)
  std::uint64_t content = 0;  // of many places: a number of what they are; else 0 (data_number.h)
};

struct BoundaryReport {
  std::string source, layer, crs;
  std::int64_t features = 0;
  int departments = 0;
  std::int64_t vertices = 0;
  std::vector<Issue> issues;
};

struct KeyFigure {
  std::string id, value_fr, value_en, label_fr, label_en, source, date, url, perimeter_fr,
      perimeter_en, why_fr, why_en;
  std::string counted;  // what is counted of the places here: a form, a function, "cooperatives"
};

// Why a fact of an embedded place is not as its source has it.
struct Correction {
  PlaceId place;
  std::string field;  // "year", "status", "sector", "functions", "precision"
  std::string reason_fr, reason_en;
};

struct PlaceAttributes;
struct UnkeptSources;

struct Atlas {
  std::shared_ptr<const Boundaries> boundaries = std::make_shared<Boundaries>();
  std::shared_ptr<const Places> places = std::make_shared<Places>();
  std::shared_ptr<const std::vector<Relation>> relations =
      std::make_shared<std::vector<Relation>>();
  std::shared_ptr<const std::vector<Overlay>> overlays = std::make_shared<std::vector<Overlay>>();
  std::shared_ptr<const Gazetteer> gazetteer;  // null until loaded
  std::shared_ptr<const SearchIndex> search;   // null until loaded
  std::vector<SourceReport> sources;           // Places::source() is a row here
  std::vector<BoundaryReport> boundary_reports;
  std::vector<Story> stories;              // the embedded ones, then those of files
  std::vector<StoryReport> story_reports;  // of files
  std::vector<KeyFigure> key_figures;
  std::vector<Correction> corrections;
  std::shared_ptr<const PlaceAttributes> attributes;  // that were read last; null: none were
  std::shared_ptr<const UnkeptSources> unkept;  // for keep_sources(); null: nothing is to be kept
};

struct AtlasRequest {
  std::vector<std::string> sources;  // beside or instead of the embedded places
  bool only = false;                 // leave the embedded places out
  std::string gazetteer;             // a fuller list of communes than the embedded one, or ""
  ReadOptions read;
  ImportOptions import;                          // of every source …
  std::map<std::string, ImportOptions> imports;  // … but of these, by their name
  bool search = true;  // false: the search index is built later, by build_search()
  std::optional<CacheOptions> cache = {};  // none: users_cache()
  bool keep = true;  // false: the caller numbers large sources (data_number.h), then keeps them
  // Called a few times, on another thread, with the places read so far of a large source: an atlas
  // of places and their sources alone, not yet with departments that the rows do not tell.
  std::function<void(Atlas)> first_places = {};
  // Called before a source is read that nothing is kept of, on the thread that reads; may wait.
  std::function<void(const std::string& uri)> before_reading = [](const std::string&) {};
};

// The embedded departments alone: enough for the first frame.
// Built once in a process; a second caller waits for the first and shares its result.
Result<std::shared_ptr<const Boundaries>> load_embedded_boundaries(BoundaryReport& report);

// Everything: the embedded atlas plus the request's sources. A source with some bad rows gives
// warnings in its report; a source with nothing usable is an Error that names it.
Result<Atlas> load_atlas(const AtlasRequest& request);

// The index of an atlas that has none; needs its places, gazetteer and boundaries.
std::shared_ptr<const SearchIndex> build_search(const Atlas& atlas);

// Keeps the large sources of an atlas for the next time they are opened.
void keep_sources(const Atlas& atlas, const std::stop_token& stop);

// The place of that id, or an invalid id.
PlaceId place_by_id(const Atlas& atlas, std::string_view id);

// The located place nearest to `p` and its distance on the ground in metres; invalid if there is
// none.
struct Nearest {
  PlaceId place;
  double distance_m = 0;
};
Nearest nearest_place(const Places& places, LonLat p);

}  // namespace terreau
