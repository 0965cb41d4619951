#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "geodata/atlas.h"

// From a table or a point layer to places: which column is what, and the best position a row has.
namespace terreau {
namespace import {
struct Meanings;
}

// Columns by role, -1 where the layer has none. Names are compared folded: "INSEE_DEP",
// "code_insee".
struct ColumnRoles {
  int id = -1, siret = -1, name = -1, form = -1, functions = -1, tags = -1, commune = -1,
      commune_code = -1, postal_code = -1, department = -1, region = -1, address = -1, lon = -1,
      lat = -1, pair = -1, x = -1, y = -1, epsg = -1, precision = -1, year = -1, sector = -1,
      website = -1, status = -1, source_url = -1, source_date = -1, same_as = -1;
};
ColumnRoles guess_roles(const Layer& layer);
// The same, but where the user says otherwise; a column that the layer lacks is no column.
ColumnRoles roles_of(const Layer& layer, const ImportOptions& options);

// What a column may be: its code in options, and its name on the screen.
struct RoleInfo {
  int ColumnRoles::*column;
  std::string_view code;  // "name", "lon", "department", …
  Text2 label;
};
std::span<const RoleInfo> role_infos();
// The columns that have a role, and -1 for each role without one.
std::vector<int> all_roles(const ColumnRoles& roles);

// The first column with one of these names ("codeinsee": folded, without spaces), -1 if none.
int find_column(const Layer& layer, std::initializer_list<std::string_view> squeezed_names);

// Appends the layer's rows to `places`; each row is either accepted or in report.rejected with its
// reason. Position: the geometry, lon/lat, x/y with CRS, else the commune of the gazetteer (may be
// null), else the department or region, which gives no point.
struct ImportContext {
  const Gazetteer* gazetteer = nullptr;
  std::uint16_t source_index = 0;
  ImportOptions options = {};
  const Places* known = nullptr;  // to compare organisations with; null: those imported before
};
void import_places(const Layer& layer, const ImportContext& context, Places& places,
                   SourceReport& report);

// The same in batches. Rows that are merged into others need their layer whole (see
// plan_import).
class PlaceImport {
 public:
  // `first`: the first batch, by which the columns are judged.
  PlaceImport(const Layer& first, std::int64_t told_rows, const ImportContext& context,
              Places& places, SourceReport& report);
  PlaceImport(PlaceImport&&) noexcept;
  ~PlaceImport();
  // Of each batch in their order: what its rows mean by themselves. The batch after may be asked
  // while this one is being added.
  import::Meanings meanings_of(const Layer& batch);
  void add(const Layer& batch, const import::Meanings& meanings);
  // `layer`: what is known once all its rows are read; it may be the only batch.
  void finish(const Layer& layer);

 private:
  class Rows;
  std::unique_ptr<Rows> rows_;
};
// What an import needs of each batch after the first; not in batches where it needs all rows at
// once.
BatchPlan plan_import(const Layer& first, std::int64_t told_rows, const ImportOptions& options);

// Department polygons of a layer, matched by whichever column names departments best (see
// match_department). Empty where fewer than half of the features match: then it is an overlay.
std::vector<DepartmentGeometry> match_departments(const Layer& layer, std::vector<Issue>& issues);

}  // namespace terreau
