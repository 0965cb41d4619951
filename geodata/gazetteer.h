#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "geodata/departments.h"
#include "geodata/result.h"
#include "geodata/types.h"

namespace terreau {

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
  static Result<Gazetteer> embedded();

  const std::vector<Commune>& communes() const { return communes_; }
  const Commune* by_code(std::string_view insee_code) const;
  // Every commune of that name, in the department where one is given; several mean: ambiguous.
  std::vector<const Commune*> by_name(std::string_view name, DepartmentId department = {}) const;
  // Communes of a postal code whose name matches (any name where it is empty).
  std::vector<const Commune*> by_postal_code(std::string_view postal_code,
                                             std::string_view name = {}) const;

 private:
  std::vector<Commune> communes_;
  std::unordered_map<std::string, std::uint32_t> by_code_;
  std::unordered_multimap<std::string, std::uint32_t> by_name_;
  std::unordered_multimap<std::string, std::uint32_t> by_postal_code_;
};

}  // namespace terreau
