#include "app/model/key_figures.h"

namespace terreau {
namespace {

// A cooperative by its legal form: neither an association nor a form that nobody has told.
bool is_cooperative(KindSet kinds) {
  for (std::uint8_t k = 0; k < kLegalFormCount; ++k) {
    const auto form = static_cast<LegalForm>(k);
    if (!kinds.has(kind_of(form))) continue;
    return form != LegalForm::association && form != LegalForm::autre && form != LegalForm::unknown;
  }
  return false;
}

}  // namespace

std::optional<std::int64_t> counted_here(const World& world, const KeyFigure& figure) {
  const bool all = figure.counted == "cooperatives";
  const auto kind = kind_by_code(figure.counted);
  if ((!all && !kind) || !world.whole) return {};
  const auto per_class = world.whole->families.row(0);
  const auto& classes = world.atlas.places->classes();
  std::int64_t n = 0;
  for (std::size_t c = 0; c < per_class.size() && c < classes.size(); ++c) {
    if (all ? is_cooperative(classes[c]) : classes[c].has(*kind)) n += per_class[c];
  }
  return n;
}

}  // namespace terreau
