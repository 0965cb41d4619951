#include "app/model/commands.h"

#include <algorithm>
#include <array>

#include "app/model/i18n.h"
#include "geodata/parse.h"
#include "geodata/search.h"

namespace terreau {
namespace {

constexpr std::array kCommands{
    Command{CommandId::home,
            {"Toute la France", "The whole of France"},
            {"accueil vue départ recadrer", "home reset view fit"},
            "0"},
    Command{CommandId::undo,
            {"Annuler la dernière étape", "Undo the last step"},
            {"défaire revenir retour précédent", "back take previous"},
            "Ctrl+Z"},
    Command{CommandId::redo,
            {"Rétablir l’étape annulée", "Redo the step"},
            {"refaire suivant avancer", "again forward next"},
            "Ctrl+Y"},
    Command{CommandId::near,
            {"Près de…", "Near…"},
            {"près de moi autour rayon proximité distance cercle", "near me around radius within"},
            ""},
    Command{CommandId::show_all,
            {"Afficher toutes les familles", "Show all families"},
            {"tout légende montrer", "all legend show everything"},
            ""},
    Command{CommandId::show_none,
            {"Masquer toutes les familles", "Hide all families"},
            {"rien légende cacher", "none legend hide"},
            ""},
    Command{CommandId::filters,
            {"Filtres", "Filters"},
            {"filtrer choisir années sources territoire", "filter choose years sources territory"},
            "F"},
    Command{CommandId::list,
            {"Liste des lieux", "List of the places"},
            {"tableau trier lignes", "table sort rows"},
            "L"},
    Command{CommandId::compare,
            {"Comparer des territoires", "Compare territories"},
            {"comparaison départements régions tableau", "comparison departments regions side"},
            "C"},
    Command{CommandId::knowledge,
            {"Ce qui est connu ici", "What is known here"},
            {"connaissance complétude précision qualité lacunes",
             "knowledge completeness precision quality gaps"},
            "K"},
    Command{CommandId::stories,
            {"Récits", "Stories"},
            {"histoire visite guidée raconter article", "story guided tour tell article"},
            "S"},
    Command{CommandId::key_figures,
            {"Chiffres clés", "Key figures"},
            {"nombres combien publiés statistiques périmètre",
             "numbers how many published statistics perimeter"},
            "D"},
    Command{CommandId::more_links,
            {"Liens : un cercle de plus", "Links: one ring more"},
            {"relations réseau membres étendre voisins", "relations network members expand"},
            "E"},
    Command{CommandId::fewer_links,
            {"Liens : un cercle de moins", "Links: one ring fewer"},
            {"relations réseau membres réduire", "relations network members collapse"},
            "Shift+E"},
    Command{CommandId::print,
            {"Imprimer la carte", "Print the map"},
            {"impression papier page pdf planche", "paper page pdf sheet"},
            "Ctrl+P"},
    Command{CommandId::save_picture,
            {"Enregistrer une image de la carte", "Save a picture of the map"},
            {"exporter image png svg capture", "export image png svg screenshot"},
            "Ctrl+E"},
    Command{CommandId::export_data,
            {"Exporter les données", "Export the data"},
            {"télécharger enregistrer csv excel tableur fichier statistiques",
             "download save csv excel spreadsheet file statistics"},
            "Ctrl+Shift+E"},
    Command{CommandId::clear_filter,
            {"Effacer les filtres", "Clear the filters"},
            {"filtre enlever supprimer réinitialiser", "filter remove reset"},
            ""},
    Command{CommandId::clusters,
            {"Regrouper ce qui est proche", "Group what is close"},
            {"grappes agrégats clusters regroupement", "clusters clustering grouping"},
            ""},
    Command{CommandId::by_department,
            {"Regrouper par département", "Group by department"},
            {"grappes agrégats clusters", "clusters clustering"},
            "G"},
    Command{CommandId::by_region,
            {"Regrouper par région", "Group by region"},
            {"grappes agrégats clusters", "clusters clustering"},
            "G"},
    Command{CommandId::overlays,
            {"Limites superposées", "Overlaid boundaries"},
            {"contours epci qpv intercommunalités quartiers polygones",
             "outlines epci qpv districts polygons"},
            "O"},
    Command{CommandId::shading,
            {"Teinte des territoires", "Shading of the territories"},
            {"choroplèthe couleurs classes légende statistiques part",
             "choropleth colours classes statistics share"},
            "T"},
    Command{CommandId::shading_none,
            {"Départements sans couleurs", "Departments without colours"},
            {"choroplèthe carte unie aucun", "choropleth plain none"},
            ""},
    Command{CommandId::shading_count,
            {"Départements selon le nombre de lieux", "Departments by number of places"},
            {"choroplèthe couleurs nombre compter", "choropleth colours count number"},
            ""},
    Command{CommandId::shading_per_10000,
            {"Départements selon les lieux pour 10 000 habitants",
             "Departments by places per 10,000 inhabitants"},
            {"choroplèthe couleurs densité population", "choropleth colours density population"},
            ""},
    Command{CommandId::graticule,
            {"Méridiens et parallèles", "Graticule"},
            {"graticule grille coordonnées", "grid meridians parallels coordinates"},
            "N"},
    Command{CommandId::minimap,
            {"Carte de situation", "Minimap"},
            {"minicarte repère", "overview locator"},
            "M"},
    Command{CommandId::reduce_motion,
            {"Réduire les animations", "Reduce motion"},
            {"mouvement accessibilité vol", "animation accessibility flight"},
            "R"},
    Command{CommandId::theme,
            {"Thème clair ou sombre", "Light or dark theme"},
            {"nuit noir blanc contraste", "night black white contrast"},
            ""},
    Command{CommandId::theme_desktop,
            {"Thème du bureau", "Theme of the desktop"},
            {"système automatique clair sombre", "system automatic light dark"},
            ""},
    Command{CommandId::vision_normal,
            {"Couleurs telles quelles", "Colours as they are"},
            {"daltonisme vision normale", "colour blindness normal vision"},
            ""},
    Command{CommandId::vision_protan,
            {"Couleurs vues sans rouge (protanopie)", "Colours seen without red (protanopia)"},
            {"daltonisme simulation", "colour blindness simulation"},
            ""},
    Command{CommandId::vision_deutan,
            {"Couleurs vues sans vert (deutéranopie)", "Colours seen without green (deuteranopia)"},
            {"daltonisme simulation", "colour blindness simulation"},
            ""},
    Command{CommandId::vision_tritan,
            {"Couleurs vues sans bleu (tritanopie)", "Colours seen without blue (tritanopia)"},
            {"daltonisme simulation", "colour blindness simulation"},
            ""},
    Command{CommandId::vision_grey,
            {"Carte en gris", "Map in greys"},
            {"daltonisme simulation achromatopsie impression noir",
             "colour blindness simulation achromatopsia printing black"},
            ""},
    Command{CommandId::language,
            {"Langue : anglais", "Language: French"},
            {"english français traduire", "french français translate"},
            ""},
    Command{CommandId::panel,
            {"Replier ou ouvrir le panneau", "Fold or open the panel"},
            {"légende cacher gauche", "legend hide left"},
            ""},
    Command{CommandId::keys,
            {"Touches et gestes", "Keys and gestures"},
            {"aide clavier raccourcis souris", "help keyboard shortcuts mouse"},
            "?"},
    Command{CommandId::sources,
            {"Sources et licences", "Sources and licences"},
            {"données crédits attribution rejets", "data credits attribution rejected"},
            ""},
    Command{CommandId::palette,
            {"Toutes les actions", "All actions"},
            {"palette commandes menu", "palette commands menu"},
            "Ctrl+K"},
    Command{CommandId::views,
            {"Vues gardées", "Kept views"},
            {"favoris signets enregistrer nommer partager", "bookmarks save name share"},
            "V"},
    Command{CommandId::copy_view,
            {"Copier cette vue, pour la partager", "Copy this view, to share it"},
            {"lien adresse envoyer", "link address send"},
            "Ctrl+Shift+C"},
    Command{CommandId::copy_text,
            {"Copier cette vue en texte", "Copy this view as text"},
            {"phrases tableau accessibilité lire", "sentences table accessibility read"},
            "Ctrl+Shift+T"},
    Command{CommandId::resume,
            {"Reprendre la session précédente", "Resume the previous session"},
            {"restaurer dernière fois", "restore last time"},
            ""},
    Command{CommandId::open_file,
            {"Ouvrir des données", "Open data"},
            {"fichier charger importer récents", "file load import recent"},
            "Ctrl+O"},
    Command{CommandId::larger,
            {"Tout en plus grand", "Everything larger"},
            {"échelle taille textes agrandir zoom interface", "scale size text zoom interface"},
            "Ctrl++"},
    Command{CommandId::smaller,
            {"Tout en plus petit", "Everything smaller"},
            {"échelle taille textes réduire interface", "scale size text interface"},
            "Ctrl+-"},
    Command{CommandId::usual_size,
            {"Taille habituelle", "Usual size"},
            {"échelle textes interface", "scale text interface"},
            "Ctrl+0"},
    Command{CommandId::full_screen,
            {"Plein écran", "Full screen"},
            {"agrandir fenêtre", "maximise window"},
            "F11"},
    Command{CommandId::quit, {"Quitter", "Quit"}, {"fermer sortir", "close exit"}, "Ctrl+Q"},
};

// Every word of the phrase begins a word of the text.
bool has_words(std::string_view folded, std::string_view phrase) {
  const auto all = words_of(folded);
  const auto wanted = words_of(phrase);
  return !wanted.empty() && std::ranges::all_of(wanted, [&](std::string_view w) {
    return std::ranges::any_of(all, [&](std::string_view a) { return a.starts_with(w); });
  });
}

}  // namespace

std::span<const Command> commands() { return kCommands; }

const Command& command(CommandId id) { return *std::ranges::find(kCommands, id, &Command::id); }

std::optional<CommandId> command_of_key(std::string_view key) {
  const auto found = std::ranges::find(kCommands, key, &Command::key);
  return found != kCommands.end() && !key.empty() ? std::optional(found->id) : std::nullopt;
}

std::optional<Action> action_of(CommandId id, const MapState& s) {
  switch (id) {
    case CommandId::home: return action::Home{};
    case CommandId::undo: return action::Undo{};
    case CommandId::redo: return action::Redo{};
    case CommandId::show_all: return action::ShowAll{true};
    case CommandId::show_none: return action::ShowAll{false};
    case CommandId::filters: return action::SetFiltersOpen{!s.filters_open};
    case CommandId::list: {
      ListView list = s.list;
      list.open = !list.open;
      return action::SetList{list};
    }
    case CommandId::compare: return action::SetComparing{!s.comparing};
    case CommandId::more_links: return action::SetLinkRings{s.link_rings + 1};
    case CommandId::fewer_links: return action::SetLinkRings{s.link_rings - 1};
    case CommandId::clear_filter: return action::SetFilter{};
    case CommandId::clusters: return action::SetClusters{!s.clusters, {}};
    case CommandId::by_department: return action::SetClusters{true, ClusterGrouping::department};
    case CommandId::by_region: return action::SetClusters{true, ClusterGrouping::region};
    case CommandId::overlays: return action::ShowOverlay{};
    case CommandId::graticule: return action::SetGraticule{!s.graticule};
    case CommandId::minimap: return action::SetMinimap{!s.minimap};
    case CommandId::reduce_motion: return action::SetReduceMotion{!s.reduce_motion};
    case CommandId::shading_none: return action::SetChoropleth{Choropleth::none};
    case CommandId::shading_count: return action::SetChoropleth{Choropleth::count};
    case CommandId::shading_per_10000: return action::SetChoropleth{Choropleth::per10000};
    case CommandId::theme:
      return action::SetTheme{s.theme == Theme::dark ? Theme::light : Theme::dark};
    case CommandId::language:
      return action::SetLanguage{s.language == Language::fr ? Language::en : Language::fr};
    case CommandId::panel: return action::SetPanelOpen{!s.panel_open};
    case CommandId::quit: return action::Quit{};
    case CommandId::theme_desktop: return action::UseDesktopTheme{};
    case CommandId::vision_normal: return action::SetVision{Vision::normal};
    case CommandId::vision_protan: return action::SetVision{Vision::protan};
    case CommandId::vision_deutan: return action::SetVision{Vision::deutan};
    case CommandId::vision_tritan: return action::SetVision{Vision::tritan};
    case CommandId::vision_grey: return action::SetVision{Vision::grey};
    case CommandId::resume: return action::ResumeSession{};
    default: return std::nullopt;  // panels, files, the window itself
  }
}

std::vector<CommandId> find_commands(std::string_view text, Language language) {
  const std::string phrase = fold(text);
  const Language other = language == Language::fr ? Language::en : Language::fr;
  std::vector<CommandId> out;
  const auto add = [&](const Text2 Command::*part, Language in) {
    for (const Command& c : kCommands) {
      const bool met = std::ranges::find(out, c.id) != out.end();
      if (!met && has_words(fold(tr(in, c.*part)), phrase)) out.push_back(c.id);
    }
  };
  add(&Command::name, language);
  add(&Command::words, language);
  add(&Command::name, other);
  add(&Command::words, other);
  return out;
}

}  // namespace terreau
