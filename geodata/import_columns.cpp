#include <algorithm>
#include <array>

#include "geodata/import_parts.h"
#include "geodata/search.h"

namespace terreau {
namespace {

struct RoleNames {
  int ColumnRoles::*role;
  std::initializer_list<std::string_view> names;  // squeezed, the surest first
};

// Names as they are met in lists of cooperatives, SIRENE's files, geocoders and map layers. A
// column is given to the first role that names it.
const std::array kRoleNames{
    RoleNames{&ColumnRoles::same_as, {"sameas", "doublonde"}},
    RoleNames{&ColumnRoles::siret,
              {"siret", "siretsiege", "nsiret", "numsiret", "numerosiret", "nosiret",
               "siretetablissement", "siren", "nsiren", "numsiren", "numerosiren", "nosiren"}},
    RoleNames{&ColumnRoles::epsg, {"epsg", "srid", "codeepsg"}},
    RoleNames{&ColumnRoles::lon,
              {"lon", "lng", "long", "longitude", "xlongitude", "longitudewgs84", "lonwgs84",
               "geolon", "resultlongitude", "coordonneesgpslongitude", "longitudex", "xwgs84",
               "coordlon", "gpslon", "longitudedd"}},
    RoleNames{
        &ColumnRoles::lat,
        {"lat", "latitude", "ylatitude", "latitudewgs84", "latwgs84", "geolat", "resultlatitude",
         "coordonneesgpslatitude", "latitudey", "ywgs84", "coordlat", "gpslat", "latitudedd"}},
    RoleNames{&ColumnRoles::pair,
              {"geopoint2d", "geopoint", "latlon", "latlng", "latlong", "coordonneesgps", "gps",
               "geolocalisation", "latitudelongitude", "coordgps"}},
    RoleNames{
        &ColumnRoles::x,
        {"x", "coordx", "xl93", "xlambert93", "lambertx", "xlambert", "coordonneex", "easting",
         "coordonneelambertabscisseetablissement", "xcoord", "pointx", "abscisse"}},
    RoleNames{
        &ColumnRoles::y,
        {"y", "coordy", "yl93", "ylambert93", "lamberty", "ylambert", "coordonneey", "northing",
         "coordonneelambertordonneeetablissement", "ycoord", "pointy", "ordonnee"}},
    RoleNames{&ColumnRoles::precision,
              {"precision", "placeprecision", "precisionlieu", "qualitexy", "geoprecision",
               "niveauprecision", "resulttype"}},
    RoleNames{&ColumnRoles::commune_code,
              {"codeinsee", "codecommune", "codeinseecommune", "insee", "inseecom", "inseecommune",
               "codecommuneetablissement", "plgcodecommune", "codecom", "depcom", "citycode",
               "resultcitycode", "codgeo", "comcode", "codecommuneinsee", "communecode",
               "codeactuel", "codeinseeactuel"}},
    RoleNames{&ColumnRoles::postal_code,
              {"codepostal", "cp", "postalcode", "postcode", "zip", "zipcode",
               "codepostaletablissement", "codespostaux", "postalcodes", "cpostal", "codepost",
               "resultpostcode", "adressecodepostal"}},
    RoleNames{&ColumnRoles::commune,
              {"commune", "ville", "city", "town", "municipalite", "libellecommune", "nomcommune",
               "libellecommuneetablissement", "communenom", "localite", "nomcom", "villesiege",
               "resultcity", "adresseville", "libcom", "municipality", "nomdelacommune"}},
    RoleNames{&ColumnRoles::department,
              {"departement", "codedepartement", "codedept", "dep", "dept", "dpt", "department",
               "inseedep", "coddep", "depcode", "numdep", "numerodepartement", "departementcode",
               "codedep", "nomdepartement", "nomdept", "libelledepartement", "nodep", "deptcode"}},
    RoleNames{&ColumnRoles::region,
              {"region", "nomregion", "libelleregion", "regionnom", "coderegion", "nomreg", "reg",
               "inseereg"}},
    RoleNames{&ColumnRoles::address,
              {"adresse", "address", "adressecomplete", "adressepostale", "adressesiege",
               "adressedusiege", "fulladdress", "geoadresse", "resultlabel", "adresse1", "lieu",
               "localisation", "siege"}},
    RoleNames{&ColumnRoles::form,
              {"legalform",
               "formejuridique",
               "categoriejuridiqueunitelegale",
               "categoriejuridique",
               "statutjuridique",
               "naturejuridique",
               "legalstatus",
               "cj",
               "codecategoriejuridique",
               "libelleformejuridique",
               "form",
               "forme",
               "type",
               "typestructure",
               "typedestructure",
               "typecooperative",
               "typecoop",
               "famille",
               "categorie",
               "category",
               "kind"}},
    RoleNames{&ColumnRoles::functions,
              {"functions", "function", "fonctions", "fonction", "roles", "activites", "labels"}},
    RoleNames{&ColumnRoles::tags, {"tags", "tag", "motscles", "keywords", "etiquettes"}},
    RoleNames{&ColumnRoles::name,
              {"name",
               "nom",
               "denomination",
               "denominationunitelegale",
               "raisonsociale",
               "nomusage",
               "organisation",
               "organization",
               "structure",
               "nomstructure",
               "nomdelastructure",
               "cooperative",
               "nomcooperative",
               "denominationusuelleetablissement",
               "denominationusuelle1unitelegale",
               "enseigne1etablissement",
               "enseigne",
               "intitule",
               "libelle",
               "titre",
               "title",
               "label",
               "entreprise",
               "nomentreprise",
               "nomcomplet",
               "nomcoop",
               "societe",
               "nomofficiel",
               "sigleunitelegale",
               "sigle"}},
    RoleNames{
        &ColumnRoles::year,
        {"year", "annee", "anneecreation", "annedecreation", "anneedecreation", "datecreation",
         "datecreationunitelegale", "datecreationetablissement", "datedecreation", "creation",
         "dateimmatriculation", "foundingyear", "fondation", "since", "millesime"}},
    RoleNames{&ColumnRoles::sector,
              {"sector", "secteur", "activite", "activiteprincipale", "secteuractivite",
               "secteurdactivite", "domaine", "domaines", "libelleape", "libellenaf", "metier",
               "activiteprincipaleunitelegale", "activiteprincipaleetablissement", "ape", "naf",
               "codeape", "codenaf", "what"}},
    RoleNames{&ColumnRoles::website,
              {"website", "siteweb", "siteinternet", "site", "web", "homepage", "lien",
               "adressesiteweb", "urlsite", "url"}},
    RoleNames{&ColumnRoles::status,
              {"status", "statut", "etat", "etatadministratifunitelegale",
               "etatadministratifetablissement", "situation"}},
    RoleNames{&ColumnRoles::source_url, {"sourceurl", "urlsource", "source", "sources"}},
    RoleNames{&ColumnRoles::source_date,
              {"sourcedate", "srcdate", "datesource", "datemaj", "misajour"}},
    RoleNames{&ColumnRoles::id,
              {"id", "identifiant", "identifier", "ident", "uid", "uuid", "code", "ref",
               "reference", "rna", "osmid", "gid", "fid", "ogcfid", "objectid"}},
};

// In the order in which people think of them.
constexpr std::array kRoles{
    RoleInfo{&ColumnRoles::name, "name", {"nom", "name"}},
    RoleInfo{&ColumnRoles::siret, "siret", {"SIRET ou SIREN", "SIRET or SIREN"}},
    RoleInfo{&ColumnRoles::id, "id", {"identifiant", "identifier"}},
    RoleInfo{&ColumnRoles::form, "form", {"forme juridique", "legal form"}},
    RoleInfo{&ColumnRoles::functions, "functions", {"fonctions", "functions"}},
    RoleInfo{&ColumnRoles::address, "address", {"adresse", "address"}},
    RoleInfo{&ColumnRoles::postal_code, "postal_code", {"code postal", "postal code"}},
    RoleInfo{&ColumnRoles::commune, "commune", {"commune", "commune"}},
    RoleInfo{&ColumnRoles::commune_code, "commune_code", {"code INSEE", "INSEE code"}},
    RoleInfo{&ColumnRoles::department, "department", {"département", "department"}},
    RoleInfo{&ColumnRoles::region, "region", {"région", "region"}},
    RoleInfo{&ColumnRoles::lon, "lon", {"longitude", "longitude"}},
    RoleInfo{&ColumnRoles::lat, "lat", {"latitude", "latitude"}},
    RoleInfo{&ColumnRoles::pair, "lat_lon", {"latitude, longitude", "latitude, longitude"}},
    RoleInfo{&ColumnRoles::x, "x", {"x projeté", "projected x"}},
    RoleInfo{&ColumnRoles::y, "y", {"y projeté", "projected y"}},
    RoleInfo{&ColumnRoles::epsg, "epsg", {"code EPSG", "EPSG code"}},
    RoleInfo{&ColumnRoles::precision, "precision", {"précision", "precision"}},
    RoleInfo{&ColumnRoles::year, "year", {"année", "year"}},
    RoleInfo{&ColumnRoles::sector, "sector", {"activité", "activity"}},
    RoleInfo{&ColumnRoles::website, "website", {"site web", "website"}},
    RoleInfo{&ColumnRoles::status, "status", {"état", "status"}},
    RoleInfo{&ColumnRoles::tags, "tags", {"mots-clés", "tags"}},
    RoleInfo{&ColumnRoles::source_url, "source_url", {"source", "source"}},
    RoleInfo{&ColumnRoles::source_date, "source_date", {"date de la source", "source's date"}},
    RoleInfo{&ColumnRoles::same_as, "same_as", {"doublon de", "same as"}},
};

// "Statut" is a legal form in many lists; it is one here when its values say so.
void reconsider_status(const Layer& layer, ColumnRoles& roles) {
  if (roles.form >= 0 || roles.status < 0) return;
  const std::int64_t rows = std::min<std::int64_t>(layer.row_count, 200);
  std::int64_t forms = 0;
  for (std::int64_t i = 0; i < rows; ++i) {
    import::Kinds kinds;
    import::read_kinds(import::cell(layer, roles.status, static_cast<std::size_t>(i)), kinds);
    forms += kinds.form != LegalForm::unknown || !kinds.functions.empty() ? 1 : 0;
  }
  if (forms > 0 && forms * 4 >= rows) {
    roles.form = roles.status;
    roles.status = -1;
  }
}

// Commune and region stand under "commune" and "region" as codes in some files.
void reconsider_commune(const Layer& layer, ColumnRoles& roles) {
  if (roles.commune < 0 || roles.commune_code >= 0 || layer.row_count == 0) return;
  const std::int64_t rows = std::min<std::int64_t>(layer.row_count, 200);
  std::int64_t codes = 0;
  for (std::int64_t i = 0; i < rows; ++i) {
    const auto text = import::cell(layer, roles.commune, static_cast<std::size_t>(i));
    codes += text.size() == 5 && department_of_commune_code(text) ? 1 : 0;
  }
  if (codes * 2 > rows) {
    roles.commune_code = roles.commune;
    roles.commune = -1;
  }
}

int find_squeezed(const std::vector<std::string>& columns, const std::vector<bool>& taken,
                  std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (std::size_t c = 0; c < columns.size(); ++c) {
      if (!taken[c] && columns[c] == name) return static_cast<int>(c);
    }
  }
  return -1;
}

std::vector<std::string> squeezed_names(const Layer& layer) {
  std::vector<std::string> names;
  for (const std::string& name : layer.column_names) names.push_back(import::squeezed(name));
  return names;
}

}  // namespace

namespace import {

std::string squeezed(std::string_view column_name) {
  std::string text = fold(column_name);
  std::erase(text, ' ');
  return text;
}

}  // namespace import

int find_column(const Layer& layer, std::initializer_list<std::string_view> names) {
  const std::vector<std::string> columns = squeezed_names(layer);
  return find_squeezed(columns, std::vector<bool>(columns.size()), names);
}

std::vector<int> all_roles(const ColumnRoles& roles) {
  std::vector<int> columns;
  for (const RoleNames& row : kRoleNames) columns.push_back(roles.*row.role);
  return columns;
}

ColumnRoles guess_roles(const Layer& layer) {
  const std::vector<std::string> columns = squeezed_names(layer);
  std::vector<bool> taken(columns.size());
  ColumnRoles roles;
  for (const RoleNames& row : kRoleNames) {
    const int column = find_squeezed(columns, taken, row.names);
    roles.*row.role = column;
    if (column >= 0) taken[static_cast<std::size_t>(column)] = true;
  }
  reconsider_status(layer, roles);
  reconsider_commune(layer, roles);
  import::recognise_contents(layer, roles);
  if (roles.id < 0) roles.id = roles.siret;
  return roles;
}

ColumnRoles roles_of(const Layer& layer, const ImportOptions& options) {
  ColumnRoles roles = guess_roles(layer);
  for (const auto& [code, name] : options.columns) {
    const auto role = std::ranges::find(kRoles, code, &RoleInfo::code);
    if (role == kRoles.end()) continue;
    const auto column = std::ranges::find(layer.column_names, name);
    const int index = column == layer.column_names.end()
                          ? -1
                          : static_cast<int>(column - layer.column_names.begin());
    for (const RoleInfo& other : kRoles) {  // a column is one thing only
      if (index >= 0 && roles.*other.column == index) roles.*other.column = -1;
    }
    roles.*role->column = index;
  }
  if (roles.id < 0) roles.id = roles.siret;
  return roles;
}

std::span<const RoleInfo> role_infos() { return kRoles; }

}  // namespace terreau
