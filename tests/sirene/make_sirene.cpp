// make_sirene FOLDER UNITS [--edition 2019|2026] [--seed N] [--share PER_10000]
//
// Made-up files with the columns and the habits of INSEE's stock, of any size: FOLDER gets
// StockUniteLegale_utf8.csv, StockEtablissement_utf8.csv (4 établissements for 3 units) and
// GeolocalisationEtablissement_utf8.csv. Quoted fields with separators, quotes and line breaks,
// [ND], closed rows, overseas reference systems, units without a head office, établissements
// without their unit, rows that are broken: all are in them, in proportion.
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace {

// xorshift64*: the same everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
  std::uint32_t below(std::uint32_t n) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<std::uint32_t>(((state_ * 0x2545F4914F6CDD1DU) >> 32) * n >> 32);
  }
  bool one_in(std::uint32_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

class Output {
 public:
  explicit Output(const std::string& path) : file_(std::fopen(path.c_str(), "wb")) {
    if (file_ == nullptr) {
      std::fprintf(stderr, "make_sirene: %s cannot be written\n", path.c_str());
      std::exit(1);
    }
    buffer_.reserve(kFull + 4096);
  }
  ~Output() {
    flush();
    std::fclose(file_);
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  Output& operator<<(std::string_view text) {
    buffer_ += text;
    return *this;
  }
  Output& operator<<(std::uint64_t n) {
    std::array<char, 24> text{};
    buffer_.append(text.data(), std::to_chars(text.begin(), text.end(), n).ptr);
    return *this;
  }
  void digits(std::uint64_t n, int count) {
    std::array<char, 20> text{};
    for (int i = count; i-- > 0; n /= 10)
      text[static_cast<std::size_t>(i)] = static_cast<char>('0' + n % 10);
    buffer_.append(text.data(), static_cast<std::size_t>(count));
  }
  void fixed(double value, int decimals) {
    std::array<char, 32> text{};
    buffer_.append(
        text.data(),
        std::to_chars(text.begin(), text.end(), value, std::chars_format::fixed, decimals).ptr);
  }
  void end_row(std::string_view line_break) {
    buffer_ += line_break;
    if (buffer_.size() > kFull) flush();
  }
  void flush() {
    if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) {
      std::fprintf(stderr, "make_sirene: the disk is full\n");
      std::exit(1);
    }
    buffer_.clear();
  }

 private:
  static constexpr std::size_t kFull = 1 << 20;
  std::FILE* file_;
  std::string buffer_;
};

struct Town {
  std::string_view code, postal_code, name;
  int epsg;
  double x, y, lon, lat;
};

// Their positions in the legal reference system and in degrees, as PROJ has them; around them the
// two are kept in step to some hundred metres.
constexpr std::array kTowns{
    Town{"62498", "62300", "LENS", 2154, 687992.0, 7037083.7, 2.83124, 50.43116},
    Town{"75112", "75012", "PARIS 12", 2154, 656209.1, 6860400.1, 2.40334, 48.84216},
    Town{"13055", "13001", "MARSEILLE", 2154, 892388.7, 6247033.0, 5.36978, 43.29648},
    Town{"35238", "35000", "RENNES", 2154, 352069.4, 6789313.1, -1.67779, 48.11141},
    Town{"2A004", "20000", "AJACCIO", 2154, 1176667.2, 6108277.7, 8.73860, 41.91924},
    Town{"97105", "97100", "BASSE TERRE", 5490, 642154.6, 1769886.5, -61.67142, 16.00449},
    Town{"97209", "97200", "FORT DE FRANCE", 5490, 708302.9, 1615659.6, -61.06625, 14.60622},
    Town{"97302", "97300", "CAYENNE", 2972, 354155.8, 545383.4, -52.31539, 4.93283},
    Town{"97411", "97400", "SAINT DENIS", 2975, 338568.3, 7690479.9, 55.44810, -20.87886},
    Town{"97611", "97600", "MAMOUDZOU", 4471, 523928.8, 8586924.1, 45.22047, -12.78234},
};

constexpr std::array<std::string_view, 12> kWords{"ATELIER", "FERME",    "UNION",   "CAVE",
                                                  "SOLEIL",  "ÉPICERIE", "FOURNIL", "VAL",
                                                  "MOULIN",  "RIVIERE",  "JARDIN",  "CHATEAU"};
constexpr std::array<std::string_view, 20> kCooperatives{
    "5458", "5558", "5658", "6316", "6316", "6316", "6317", "6318", "5532", "5560",
    "5460", "5551", "5543", "5553", "5552", "5555", "5554", "6595", "6596", "5559"};
constexpr std::array<std::string_view, 8> kOthers{"1000", "1000", "1000", "5499",
                                                  "5710", "5710", "9220", "6540"};
constexpr std::array<std::string_view, 5> kSectors{"47.11B", "01.61Z", "64.19Z", "62.01Z",
                                                   "43.21A"};

constexpr std::string_view kUnitColumns =
    "siren,statutDiffusionUniteLegale,unitePurgeeUniteLegale,dateCreationUniteLegale,"
    "sigleUniteLegale,sexeUniteLegale,"
    "prenom1UniteLegale,prenom2UniteLegale,prenom3UniteLegale,prenom4UniteLegale,"
    "prenomUsuelUniteLegale,"
    "pseudonymeUniteLegale,identifiantAssociationUniteLegale,trancheEffectifsUniteLegale,"
    "anneeEffectifsUniteLegale,"
    "dateDernierTraitementUniteLegale,nombrePeriodesUniteLegale,categorieEntreprise,"
    "anneeCategorieEntreprise,dateDebut,"
    "etatAdministratifUniteLegale,nomUniteLegale,nomUsageUniteLegale,denominationUniteLegale,"
    "denominationUsuelle1UniteLegale,denominationUsuelle2UniteLegale,"
    "denominationUsuelle3UniteLegale,"
    "categorieJuridiqueUniteLegale,activitePrincipaleUniteLegale,"
    "nomenclatureActivitePrincipaleUniteLegale,"
    "nicSiegeUniteLegale,economieSocialeSolidaireUniteLegale,";

constexpr std::string_view kEstablishmentColumns =
    "siren,nic,siret,statutDiffusionEtablissement,dateCreationEtablissement,"
    "trancheEffectifsEtablissement,"
    "anneeEffectifsEtablissement,activitePrincipaleRegistreMetiersEtablissement,"
    "dateDernierTraitementEtablissement,"
    "etablissementSiege,nombrePeriodesEtablissement,complementAdresseEtablissement,"
    "numeroVoieEtablissement,"
    "indiceRepetitionEtablissement,typeVoieEtablissement,libelleVoieEtablissement,"
    "codePostalEtablissement,"
    "libelleCommuneEtablissement,libelleCommuneEtrangerEtablissement,"
    "distributionSpecialeEtablissement,"
    "codeCommuneEtablissement,codeCedexEtablissement,libelleCedexEtablissement,"
    "codePaysEtrangerEtablissement,"
    "libellePaysEtrangerEtablissement,";
constexpr std::string_view kCoordinateColumns =
    "identifiantAdresseEtablissement,coordonneeLambertAbscisseEtablissement,"
    "coordonneeLambertOrdonneeEtablissement,";
constexpr std::string_view kLastColumns =
    "complementAdresse2Etablissement,numeroVoie2Etablissement,indiceRepetition2Etablissement,"
    "typeVoie2Etablissement,"
    "libelleVoie2Etablissement,codePostal2Etablissement,libelleCommune2Etablissement,"
    "libelleCommuneEtranger2Etablissement,"
    "distributionSpeciale2Etablissement,codeCommune2Etablissement,codeCedex2Etablissement,"
    "libelleCedex2Etablissement,"
    "codePaysEtranger2Etablissement,libellePaysEtranger2Etablissement,dateDebut,"
    "etatAdministratifEtablissement,"
    "enseigne1Etablissement,enseigne2Etablissement,enseigne3Etablissement,"
    "denominationUsuelleEtablissement,"
    "activitePrincipaleEtablissement,nomenclatureActivitePrincipaleEtablissement,"
    "caractereEmployeurEtablissement";

struct Options {
  std::string folder;
  std::uint64_t units = 0;
  bool latest = true;
  std::uint64_t seed = 1;
  std::uint32_t share = 40;  // cooperatives of 10,000 units
};

class Maker {
 public:
  explicit Maker(const Options& options)
      : options_(options),
        dice_(options.seed),
        units_(options.folder + "/StockUniteLegale_utf8.csv"),
        establishments_(options.folder + "/StockEtablissement_utf8.csv"),
        points_(options.folder + "/GeolocalisationEtablissement_utf8.csv") {}

  void make() {
    write_headers();
    const std::uint64_t step = 900'000'000 / options_.units;
    std::uint64_t siren = 5'000'000;
    for (std::uint64_t i = 0; i < options_.units; ++i) {
      siren += 1 + dice_.below(static_cast<std::uint32_t>(step));
      make_unit(siren);
    }
  }

 private:
  void write_headers() {
    units_ << kUnitColumns;
    if (options_.latest) units_ << "societeMissionUniteLegale,";
    units_ << "caractereEmployeurUniteLegale";
    if (options_.latest) units_ << ",activitePrincipaleNAF25UniteLegale";
    units_.end_row(line_break());
    establishments_ << kEstablishmentColumns;
    if (options_.latest) establishments_ << kCoordinateColumns;
    establishments_ << kLastColumns;
    if (options_.latest) establishments_ << ",activitePrincipaleNAF25Etablissement";
    establishments_.end_row(line_break());
    points_ << "siret;x;y;qualite_xy;epsg;plg_qp;plg_iris;plg_zus;plg_qva;plg_code_commune;"
               "distance_precision;"
               "qualite_qp;qualite_iris;qualite_zus;qualite_qva";
    if (options_.latest) points_ << ";y_latitude;x_longitude";
    points_.end_row(line_break());
  }
  std::string_view line_break() const { return options_.latest ? "\n" : "\r\n"; }

  void write_name(Output& out, bool cooperative) {
    const std::string_view a = kWords[dice_.below(kWords.size())],
                           b = kWords[dice_.below(kWords.size())];
    const std::uint32_t odd = dice_.below(cooperative ? 40 : 400);
    if (odd == 0) {
      out << "\"" << a << ", " << b << "\"";
    } else if (odd == 1) {
      out << "\"LES \"\"" << a << "\"\" DU " << b << "\"";
    } else if (odd == 2) {
      out << "\"" << a << "\n" << b << "\"";
    } else if (odd == 3 && cooperative) {
      out << "[ND]";
    } else {
      out << a << " DU " << b << " " << dice_.below(100'000);
    }
  }

  void write_day(Output& out) {
    out << std::uint64_t{1950 + dice_.below(76)} << "-";
    out.digits(1 + dice_.below(12), 2);
    out << "-";
    out.digits(1 + dice_.below(28), 2);
  }

  void make_unit(std::uint64_t siren) {
    const bool cooperative = dice_.below(10'000) < options_.share;
    const bool active = !dice_.one_in(cooperative ? 5 : 3);
    const std::uint32_t nic = 10 + dice_.below(90);
    // A row that breaks off in the middle, or has one field too many.
    const std::uint32_t broken = dice_.below(20'000);
    const std::string_view category = cooperative ? kCooperatives[dice_.below(kCooperatives.size())]
                                                  : kOthers[dice_.below(kOthers.size())];
    const bool person = category == "1000";
    if (!dice_.one_in(5000)) {
      Output& u = units_;
      u.digits(siren, 9);
      u << ",O,,";
      write_day(u);
      u << (person ? ",,F,MARIE,,,,MARIE,,,,," : ",,,,,,,,,,21,2023,")
        << "2025-12-06T10:43:55,3,PME,2023,2018-02-07,";
      u << (active ? "A" : "C") << (person ? ",MARTIN,," : ",,,");
      if (!person) write_name(u, cooperative);
      u << ",,,," << category << "," << kSectors[dice_.below(kSectors.size())] << ",NAFRev2,";
      u.digits(nic, 5);
      u << (cooperative && !dice_.one_in(4) ? ",O," : dice_.one_in(3) ? ",N," : ",,");
      if (options_.latest) u << ",";
      if (broken != 0) u << "O";
      if (options_.latest && broken != 0) u << ",32.12Y";
      if (broken == 1) u << ",ONE TOO MANY";
      u.end_row(line_break());
    }
    const bool without_head_office = dice_.one_in(cooperative ? 100 : 1000);
    if (!without_head_office)
      make_establishment(siren, nic, true, active && !dice_.one_in(50), cooperative);
    for (std::uint32_t more = dice_.below(3); more == 2 || (cooperative && more > 0); more = 0) {
      make_establishment(siren, nic + 1 + dice_.below(20), false, active && !dice_.one_in(3),
                         cooperative);
    }
  }

  void make_establishment(std::uint64_t siren, std::uint32_t nic, bool head_office, bool active,
                          bool cooperative) {
    const Town& town = kTowns[dice_.one_in(15) ? 5 + dice_.below(5) : dice_.below(5)];
    const double dx = dice_.below(8000) - 4000.0, dy = dice_.below(8000) - 4000.0;
    const bool hidden = cooperative && dice_.one_in(100);
    Output& e = establishments_;
    e.digits(siren, 9);
    e << ",";
    e.digits(nic, 5);
    e << ",";
    e.digits(siren * 100'000 + nic, 14);
    e << ",O,";
    write_day(e);
    e << ",12,2023,,2025-11-30T08:00:00," << (head_office ? "true" : "false") << ",2,";
    if (dice_.one_in(200)) e << "\"BAT A, ESC 2\"";
    if (hidden) {
      e << ",,,[ND],[ND],[ND],";
    } else {
      e << "," << std::uint64_t{1 + dice_.below(200)} << ",,RUE,DE LA GARE," << town.postal_code
        << ",";
    }
    e << town.name << ",,," << town.code << ",,,,,";
    if (options_.latest && hidden) {
      e << "[ND],[ND],[ND],";
    } else if (options_.latest && dice_.one_in(10)) {
      e << ",,,";
    } else if (options_.latest) {
      e << town.code << "_1234_00012,";
      e.fixed(town.x + dx, 2);
      e << ",";
      e.fixed(town.y + dy, 2);
      e << ",";
    }
    e << ",,,,,,,,,,,,,,2018-02-07," << (active ? "A" : "F") << ",";
    if (dice_.one_in(4)) e << "AGENCE";
    e << ",,,," << kSectors[dice_.below(kSectors.size())] << ",NAFRev2,O";
    if (options_.latest) e << ",32.12Y";
    e.end_row(line_break());
    if (!hidden && !dice_.one_in(12)) make_point(siren * 100'000 + nic, town, dx, dy);
  }

  void make_point(std::uint64_t siret, const Town& town, double dx, double dy) {
    constexpr std::array<std::string_view, 8> kQualities{"11", "11", "11", "11",
                                                         "12", "21", "22", "33"};
    Output& p = points_;
    p.digits(siret, 14);
    p << ";";
    p.fixed(town.x + dx, 2);
    p << ";";
    p.fixed(town.y + dy, 2);
    p << ";" << kQualities[dice_.below(kQualities.size())] << ";" << std::uint64_t(town.epsg)
      << ";HZ;0101;HZ;CSZ;" << town.code << ";1;1;1;1;1";
    if (options_.latest) {
      // Where the towns are, a metre is about that much of a degree.
      const double metre_north = 1 / 111'200.0,
                   metre_east = metre_north / std::cos(town.lat * 3.14159265 / 180);
      p << ";";
      p.fixed(town.lat + dy * metre_north, 6);
      p << ";";
      p.fixed(town.lon + dx * metre_east, 6);
    }
    p.end_row(line_break());
  }

  const Options options_;
  Dice dice_;
  Output units_, establishments_, points_;
};

}  // namespace

int main(int argc, char** argv) {
  Options options;
  const std::vector<std::string> args(argv + 1, argv + argc);
  if (args.size() < 2) {
    std::fprintf(stderr,
                 "make_sirene FOLDER UNITS [--edition 2019|2026] [--seed N] [--share PER_10000]\n");
    return 2;
  }
  options.folder = args[0];
  options.units = std::strtoull(args[1].c_str(), nullptr, 10);
  for (std::size_t i = 2; i + 1 < args.size(); i += 2) {
    if (args[i] == "--edition") options.latest = args[i + 1] == "2026";
    if (args[i] == "--seed") options.seed = std::strtoull(args[i + 1].c_str(), nullptr, 10);
    if (args[i] == "--share")
      options.share = static_cast<std::uint32_t>(std::atoi(args[i + 1].c_str()));
  }
  if (options.units == 0 || options.units > 100'000'000) return 2;
  Maker(options).make();
  return 0;
}
