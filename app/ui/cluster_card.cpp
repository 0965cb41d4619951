#include "app/ui/facts.h"
#include "app/ui/panels.h"
#include "geodata/projection.h"

namespace terreau::ui {
namespace {

constexpr float kRow = 38, kBar = 24;

bool one_spot(const MarkerPyramid& pyramid, std::uint32_t node) {
  return pyramid.split_zoom(node) > MarkerPyramid::kMaxZoom;
}

float draw_composition(Frame& f, ImVec2 at, float width, const ClusterFacts& facts) {
  if (facts.families.empty()) return 0;
  const float top = at.y;
  at.y += caption(f, at, f.tr("Families")) + 2;
  const int most = facts.families.front().second;
  for (const auto& [family, n] : facts.families) {
    bar_row(f, {at.x, at.y, width, kBar}, f.tr(info(family).name), n, most, family);
    at.y += kBar;
  }
  return at.y - top + 10;
}

float draw_members(Frame& f, ImVec2 at, float width, const ClusterFacts& facts) {
  const float top = at.y;
  at.y += caption(f, at, f.tr("Places")) + 2;
  const auto n = static_cast<int>(facts.members.size());
  ImGui::SetCursorScreenPos({at.x - 8, at.y});
  ImGuiListClipper clipper;
  clipper.Begin(n, kRow);
  while (clipper.Step()) {
    for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
      const PlaceId p = facts.members[static_cast<std::size_t>(i)];
      const Rect row{at.x - 8, at.y + static_cast<float>(i) * kRow, width + 12, kRow};
      if (place_row(f, row, p, whereabouts(f, p), i)) go_to(f, p);
    }
  }
  return at.y - top + static_cast<float>(n) * kRow;
}

}  // namespace

float draw_cluster_card(Frame& f, ImVec2 at, float width, ClusterRef cluster) {
  const ClusterFacts& facts = cluster_facts(f, cluster);
  const auto& pyramid = facts.of->pyramid(cluster.territory);
  const float top = at.y;
  const bool spot = one_spot(pyramid, cluster.node);
  at.y += draw_card_head(
      f, at, width,
      f.tr_n("{} place", "{} places", static_cast<std::int64_t>(facts.members.size())),
      spot ? f.tr("at the same spot") : f.tr("close to each other"));
  if (!spot) {
    const std::string_view zoom = f.tr("Zoom to it");
    if (text_link(f, Type::body, {at.x, at.y + 6}, zoom, 0, 28)) {
      const LonLat center =
          Projection(cluster.territory).unproject(pyramid.box(cluster.node).center());
      f.ask(action::FlyTo{center, static_cast<double>(pyramid.split_zoom(cluster.node))});
    }
    at.y += 24;
  }
  at.y += 10;
  at.y += draw_composition(f, at, width, facts);
  at.y += draw_members(f, at, width, facts);
  return at.y - top;
}

}  // namespace terreau::ui
