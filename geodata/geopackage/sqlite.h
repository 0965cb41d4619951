#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <sqlite3.h>

namespace terreau::geopackage {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

// To be read by one thread at a time, and never written. Null: it cannot be opened.
inline Database open_database(const std::string& path) {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX;
  const int result = sqlite3_open_v2(path.c_str(), &opened, flags, nullptr);
  Database database(opened);
  return result == SQLITE_OK ? std::move(database) : nullptr;
}

// Null: it is no SQL, or names what is not there.
inline Statement prepare(sqlite3* database, const std::string& sql) {
  sqlite3_stmt* made = nullptr;
  sqlite3_prepare_v2(database, sql.c_str(), static_cast<int>(sql.size()), &made, nullptr);
  return Statement(made);
}

// Of a row; empty where it is NULL. Valid until the next step.
inline std::string_view text_at(sqlite3_stmt* row, int column) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(row, column));
  if (text == nullptr) return {};
  return {text, static_cast<std::size_t>(sqlite3_column_bytes(row, column))};
}

// A name between marks (a quotation mark in it twice): '"' for columns and tables, '\'' for texts.
inline std::string quoted(std::string_view name, char mark = '"') {
  std::string out(1, mark);
  for (const char c : name) out.append(c == mark ? 2 : 1, c);
  return out += mark;
}

}  // namespace terreau::geopackage
