#include "app/model/connections.h"

#include <gmock/gmock.h>

#include "app/model/action.h"
#include "app/model/key_figures.h"
#include "tests/support/world.h"

namespace terreau::test {
namespace {

using testing::ElementsAre;

constexpr PlaceId kA{0}, kB{1}, kC{2}, kD{3}, kNobody;

// a → b → c; d is linked to c by way of a network that is known by its name only.
World chain() {
  World world = world_of(
      {place("a", {2, 48}), place("b", {3, 48}), place("c", {4, 48}), place("d", {5, 48})});
  auto relations = std::make_shared<std::vector<Relation>>();
  relations->push_back({kC, kNobody, "C", "Réseau", "member_of", ""});
  relations->push_back({kA, kB, "A", "B", "member_of", ""});
  relations->push_back({kB, kC, "B", "C", "finances", ""});
  relations->push_back({kD, kNobody, "D", "Réseau", "member_of", ""});
  relations->push_back({kD, kNobody, "D", "Autre réseau", "member_of", ""});
  world.atlas.relations = relations;
  return world;
}

TEST(ConnectionsTest, RingByRingEachRelationOnce) {
  const World world = chain();
  const auto of = [&](PlaceId from, int rings) { return connections(world.atlas, from, rings); };
  EXPECT_THAT(of(kA, 1), ElementsAre(Connection{1, 1}));
  EXPECT_THAT(of(kA, 2), ElementsAre(Connection{1, 1}, Connection{2, 2}));
  // A name leads on as a place does.
  EXPECT_THAT(of(kA, 4),
              ElementsAre(Connection{1, 1}, Connection{2, 2}, Connection{0, 3}, Connection{3, 4}));
  EXPECT_EQ(of(kA, 9).size(), 5U);
  EXPECT_THAT(of(kB, 1), ElementsAre(Connection{1, 1}, Connection{2, 1}));
  EXPECT_TRUE(of(kNobody, 0).empty());
}

TEST(ConnectionsTest, ASentenceSaysBothEnds) {
  const World world = chain();
  EXPECT_EQ(sentence_of(Language::fr, (*world.atlas.relations)[1]), "A est membre de B");
  EXPECT_EQ(sentence_of(Language::en, (*world.atlas.relations)[2]), "B finances C");
}

TEST(ConnectionsTest, AnotherSelectionBeginsWithItsOwnLinks) {
  const World world = chain();
  MapState state;
  apply(state, action::SelectPlace{"a"}, world);
  apply(state, action::SetLinkRings{3}, world);
  EXPECT_EQ(state.link_rings, 3);
  apply(state, action::SetLinkRings{99}, world);
  EXPECT_EQ(state.link_rings, kMostLinkRings);
  apply(state, action::SelectPlace{"b"}, world);
  EXPECT_EQ(state.link_rings, 1);
  apply(state, action::SetLinkRings{0}, world);
  EXPECT_EQ(state.link_rings, 1);
}

TEST(KeyFiguresTest, WhatIsLoadedIsCountedByFormFunctionOrAsCooperative) {
  const World world = world_of({place("1", {2, 48}, LegalForm::scic, {Function::ptce}),
                                place("2", {2, 48}, LegalForm::scop),
                                place("3", {2, 48}, LegalForm::association, {Function::ptce}),
                                place("4", {2, 48}, LegalForm::unknown)});
  const auto count = [&](const char* what) {
    KeyFigure figure;
    figure.counted = what;
    return counted_here(world, figure);
  };
  EXPECT_EQ(count("cooperatives"), 2);
  EXPECT_EQ(count("scic"), 1);
  EXPECT_EQ(count("ptce"), 2);
  EXPECT_EQ(count("cuma"), 0);
  EXPECT_FALSE(count(""));
  EXPECT_FALSE(count("choir"));
}

}  // namespace
}  // namespace terreau::test
