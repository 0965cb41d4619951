#include "app/model/memory.h"

#include <algorithm>

namespace terreau {

void remember(std::vector<std::string>& texts, std::string_view text) {
  if (text.empty()) return;
  std::string kept(text);
  std::erase(texts, kept);
  texts.insert(texts.begin(), std::move(kept));
  if (texts.size() > kMostRemembered) texts.resize(kMostRemembered);
}

void keep_import(std::vector<KeptImport>& imports, KeptImport import) {
  std::erase_if(imports, [&](const KeptImport& kept) { return kept.shape == import.shape; });
  imports.insert(imports.begin(), std::move(import));
  if (imports.size() > kMostRemembered) imports.resize(kMostRemembered);
}

void keep_view(std::vector<NamedView>& views, NamedView view) {
  const auto same = std::ranges::find(views, view.name, &NamedView::name);
  if (same != views.end()) {
    *same = std::move(view);
  } else {
    views.push_back(std::move(view));
  }
}

}  // namespace terreau
