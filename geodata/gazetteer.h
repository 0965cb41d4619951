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

struct Commune {
  std::string code;  // INSEE
  std::string name;
  std::string postal_codes;  // separated by ';'
  DepartmentId department;
  LonLat position;  // NaN where the gazetteer does not know it
  int population = 0;
};

// The communes by code and by name. Names are compared folded (search.h), with "St/Ste" spelt out.
class Gazetteer {
 public:
  Gazetteer() = default;
  explicit Gazetteer(std::vector<Commune> communes);
  static Result<Gazetteer> embedded();
  // A fuller one of the user's: any source with columns for code, name and, where there are any,
  // postal codes, department, position and population (named as files name them, see import.h).
  static Result<Gazetteer> load(const std::string& uri, const ReadOptions& options);

  const std::vector<Commune>& communes() const { return communes_; }
  // Folded name of communes()[i], as search wants it.
  std::string_view folded_name(std::size_t i) const { return folded_names_[i]; }
  const Commune* by_code(std::string_view insee_code) const;
  // Every commune of that name, in the department where one is given; several mean: ambiguous.
  std::vector<const Commune*> by_name(std::string_view name, DepartmentId department = {}) const;
  // Communes of a postal code whose name matches (any name where it is empty).
  std::vector<const Commune*> by_postal_code(std::string_view postal_code,
                                             std::string_view name = {}) const;

 private:
  std::vector<Commune> communes_;
  TextColumn folded_names_;
  std::vector<std::uint32_t> code_order_;  // rows in order of their code
  std::vector<std::uint32_t> name_order_;  // rows in order of their folded name
  std::vector<std::pair<std::uint32_t, std::uint32_t>> postal_order_;  // postal code, row
};

}  // namespace terreau
