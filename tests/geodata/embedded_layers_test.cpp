#include "geodata/embedded_layers.h"

#include <gtest/gtest.h>

namespace terreau {
namespace {

void expect_same(const Layer& embedded, const Layer& read) {
  EXPECT_EQ(embedded.name, read.name);
  EXPECT_EQ(embedded.crs, read.crs);
  EXPECT_EQ(embedded.encoding, read.encoding);
  EXPECT_EQ(embedded.kind, read.kind);
  ASSERT_EQ(embedded.row_count, read.row_count);
  ASSERT_EQ(embedded.column_names, read.column_names);
  for (std::size_t c = 0; c < read.columns.size(); ++c) {
    ASSERT_EQ(embedded.columns[c].size(), read.columns[c].size());
    for (std::size_t i = 0; i < read.columns[c].size(); ++i) {
      ASSERT_EQ(embedded.columns[c][i], read.columns[c][i])
          << read.column_names[c] << " of row " << i;
    }
  }
  ASSERT_EQ(embedded.rings.size(), read.rings.size());
  for (std::size_t i = 0; i < read.rings.size(); ++i) {
    EXPECT_EQ(embedded.rings[i], read.rings[i]) << "row " << i;
  }
}

TEST(EmbeddedLayers, AreWhatGdalReads) {
  for (const std::string name : {"france/departements.shp", "france/places.csv",
                                 "france/communes.csv", "france/former_communes.csv"}) {
    SCOPED_TRACE(name);
    const auto embedded = embedded_layer(name);
    const auto read = read_source(TERREAU_SOURCE_DIR "/geodata/" + name);
    ASSERT_TRUE(embedded && read);
    ASSERT_EQ(read->size(), 1U);
    expect_same(*embedded, read->front());
    EXPECT_EQ(embedded->source, name);
    EXPECT_TRUE(embedded->issues.empty() && read->front().issues.empty());
  }
}

TEST(EmbeddedLayers, OtherNamesAreNone) {
  EXPECT_FALSE(embedded_layer("france/stories.json"));
  EXPECT_FALSE(embedded_layer("france/none.csv"));
  EXPECT_FALSE(embedded_layer(""));
}

}  // namespace
}  // namespace terreau
