#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "geodata/departments.h"
#include "geodata/result.h"
#include "geodata/text_column.h"
#include "geodata/types.h"

namespace terreau {

struct ReadOptions;

// Its texts live as long as the gazetteer.
struct Commune {
  std::string_view code;  // INSEE
  std::string_view name;
  std::string_view postal_codes;  // separated by ';'
  DepartmentId department;
  LonLat position;  // NaN where the gazetteer does not know it
  int population = 0;
};

// A commune that is part of another one today.
struct FormerCommune {
  std::string_view code, name;
  std::string_view today;  // INSEE code of the commune that it is part of
};

// The communes by code and by name. Names are compared folded (search.h), with "St/Ste" spelt out.
// What finds a commune by the name or code of a former one finds the commune of today.
class Gazetteer {
 public:
  Gazetteer();
  static Result<Gazetteer> embedded();
  // The embedded one with what a fuller one of the user's knows: any source with columns for code,
  // name and, where there are any, postal codes, department, position and population (named as
  // files name them, see import.h); with a column "code_ancien" it lists former communes. A
  // position that is not far from the embedded one gives way to it: that is the town's centre,
  // where most organisations are, while lists have the middle of the area.
  static Result<Gazetteer> load(const std::string& uri, const ReadOptions& options);

  const std::vector<Commune>& communes() const { return lists_.communes; }
  // Folded name of communes()[i], as search wants it.
  std::string_view folded_name(std::size_t i) const;
  const Commune* by_code(std::string_view insee_code) const;
  // Every commune of that name, in the department where one is given; several mean: ambiguous.
  std::vector<const Commune*> by_name(std::string_view name, DepartmentId department = {}) const;
  // Communes of a postal code whose name matches (any name where it is empty).
  std::vector<const Commune*> by_postal_code(std::string_view postal_code,
                                             std::string_view name = {}) const;
  const Commune* by_former_code(std::string_view insee_code) const;
  std::vector<const Commune*> by_former_name(std::string_view name,
                                             DepartmentId department = {}) const;

 private:
  struct Lists {
    std::vector<Commune> communes;
    std::vector<FormerCommune> former;
    std::shared_ptr<const void> texts;  // of those that are not embedded
  };
  // What most files need nothing of, because they have INSEE codes: made when it is asked for.
  struct Indices;

  explicit Gazetteer(Lists lists);
  static Result<Lists> embedded_lists();
  const TextColumn& folded_names() const;

  Lists lists_;
  std::shared_ptr<Indices> indices_;
};

}  // namespace terreau
