#include "app/model/view_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/model/view_line.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class ViewText : public testing::Test {
 protected:
  void act(const Action& a) { apply(state_, a, world_); }
  std::string text() {
    world_.markers = std::make_shared<Markers>(build_markers(*world_.atlas.places, state_.filter));
    return view_text(state_, world_, build_scene(state_, world_));
  }

  World world_ = world_of(varied(60, 5));
  MapState state_;
};

TEST_F(ViewText, CountsAsTheSceneDoes) {
  state_.language = Language::en;
  act(action::View{{2.35, 48.85}, 7});
  const Scene scene = build_scene(state_, world_);
  EXPECT_THAT(text(), HasSubstr(std::to_string(scene.in_view) + " place"));
  for (std::size_t f = 0; f < kFamilyCount; ++f) {
    if (scene.in_view_by_family[f] == 0) continue;
    EXPECT_THAT(text(), HasSubstr(std::string(info(static_cast<Family>(f)).name.en) + "\t" +
                                  std::to_string(scene.in_view_by_family[f]) + "\t"));
  }
}

TEST_F(ViewText, ListsThePlacesInViewByName) {
  const std::string whole = text();
  const Scene scene = build_scene(state_, world_);
  const std::size_t table = whole.find("Nom\tType");
  ASSERT_NE(table, std::string::npos);
  const std::string rows = whole.substr(whole.find('\n', table) + 1);
  EXPECT_EQ(std::count(rows.begin(),
                       rows.begin() + static_cast<std::ptrdiff_t>(rows.find("\n\n")) + 1, '\n'),
            scene.in_view);
}

TEST_F(ViewText, SaysWhatIsHiddenChosenAndShaded) {
  act(action::ToggleFamily{Family::agricole, false});
  act(action::SetChoropleth{Choropleth::count, {}, {}, {}, {}});
  act(action::SelectDepartment{"62"});
  act(action::SetNearby{Nearby{{2.35, 48.85}, 50, "Paris"}});
  EXPECT_THAT(text(), HasSubstr("Masqué par la légende\u00a0: Agriculture"));
  EXPECT_THAT(text(), HasSubstr("teintés selon"));
  EXPECT_THAT(text(), HasSubstr("Pas-de-Calais (62)"));
  EXPECT_THAT(text(), HasSubstr("de Paris"));
  EXPECT_THAT(text(), Not(HasSubstr("{}")));
  EXPECT_THAT(text(), HasSubstr(view_line(state_, world_)));
}

}  // namespace
}  // namespace terreau::test
