#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

// Who cooperates: an organisation has exactly one legal form (possibly unknown) and any number of
// functions. Forms and functions together are the *kinds*, the rows that a legend can toggle, and
// each kind belongs to a *family*, which gives the colour and the shape.
//
// Sources: INSEE, nomenclature des catégories juridiques niveau III; laws 2001-624 (SCIC),
// 2014-856 (PTCE, CAE), 2014-366 (ALUR, coopérative d'habitants).
namespace terreau {

enum class LegalForm : std::uint8_t {
  scop,
  scic,
  cuma,
  coop_agricole,
  sica,
  coop_conso,
  coop_habitants,
  coop_hlm,
  coop_artisans,
  coop_commercants,
  coop_transport,
  coop_maritime,
  banque_coop,
  union_coop,
  autre_coop,
  association,
  autre,
  unknown,
};
inline constexpr int kLegalFormCount = 18;

enum class Function : std::uint8_t { cae, ptce, espace_test, couveuse, pepiniere, geiq, iae };
inline constexpr int kFunctionCount = 7;

// Order of the legend and of the keys 1..9.
enum class Family : std::uint8_t {
  travail,
  multi_societariat,
  agricole,
  usagers,
  entrepreneurs,
  banques,
  ptce,
  test,
  cae,
  autres,  // unions, other cooperative companies and forms not known: no row of their own elsewhere
  partenaires,
};
inline constexpr int kFamilyCount = 11;

// A form or a function: 0..17 are forms, 18..24 functions.
struct Kind {
  std::uint8_t value = 0;
  friend bool operator==(Kind, Kind) = default;
};
inline constexpr int kKindCount = kLegalFormCount + kFunctionCount;

constexpr Kind kind_of(LegalForm f) { return {static_cast<std::uint8_t>(f)}; }
constexpr Kind kind_of(Function f) {
  return {static_cast<std::uint8_t>(kLegalFormCount + static_cast<int>(f))};
}
constexpr bool is_function(Kind k) { return k.value >= kLegalFormCount; }

// A set of kinds, one bit each.
class KindSet {
 public:
  constexpr KindSet() = default;
  constexpr explicit KindSet(std::uint32_t bits) : bits_(bits) {}
  static constexpr KindSet all() { return KindSet((1U << kKindCount) - 1); }
  constexpr bool has(Kind k) const { return (bits_ >> k.value & 1U) != 0; }
  constexpr void set(Kind k, bool on = true) {
    bits_ = on ? bits_ | 1U << k.value : bits_ & ~(1U << k.value);
  }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr std::uint32_t bits() const { return bits_; }
  friend constexpr KindSet operator&(KindSet a, KindSet b) { return KindSet(a.bits_ & b.bits_); }
  friend constexpr KindSet operator|(KindSet a, KindSet b) { return KindSet(a.bits_ | b.bits_); }
  friend constexpr KindSet operator-(KindSet a, KindSet b) { return KindSet(a.bits_ & ~b.bits_); }
  friend constexpr bool operator==(KindSet, KindSet) = default;

 private:
  std::uint32_t bits_ = 0;
};

enum class MarkerShape : std::uint8_t {
  circle,
  rounded_square,
  drop,
  square,
  pentagon,
  small_square,
  hexagon_ring,
  diamond,
  ring,
  triangle,
  small_circle,
};

struct Colour {  // sRGB
  std::uint8_t r = 0, g = 0, b = 0;
  friend bool operator==(Colour, Colour) = default;
};

struct Text2 {  // the same words in both languages of the window
  std::string_view fr, en;
};

struct FamilyInfo {
  std::string_view code;  // the command line's word: travail, multi_societariat, …
  Text2 name;
  Text2 members;  // what is in it, for the legend's second line
  MarkerShape shape;
  Colour light, dark;
};

struct KindInfo {
  std::string_view code;  // scop, scic, … cae, ptce, …
  Text2 name;             // full name
  Text2 badge;            // short, for chips: "SCIC", "Espace-test"
  Family family;
  char32_t icon;  // code point in the Material Icons font
};

const FamilyInfo& info(Family f);
const KindInfo& info(Kind k);
inline const KindInfo& info(LegalForm f) { return info(kind_of(f)); }
inline const KindInfo& info(Function f) { return info(kind_of(f)); }

std::optional<Family> family_by_code(std::string_view code);
std::optional<LegalForm> legal_form_by_code(std::string_view code);
std::optional<Function> function_by_code(std::string_view code);
std::optional<Kind> kind_by_code(std::string_view code);  // a form or a function

// The form behind an INSEE "catégorie juridique" (four digits), none if it is no cooperative form
// or one that the code cannot tell (SCIC, CAE, coopérative d'habitants, any cooperative SAS).
std::optional<LegalForm> legal_form_by_insee_category(std::string_view category);

// The kinds of one family, in legend order.
KindSet kinds_of(Family f);

// The kinds of an organisation. `unknown` counts as a kind only where there is no function.
KindSet kinds_of(LegalForm form, std::span<const Function> functions);

// The codes of the functions among them, as files write them: "cae;couveuse".
std::string function_codes(KindSet kinds);

// The family whose colour an organisation wears while only `visible` kinds are shown: its
// cooperative form, else PTCE, test, CAE, else the rest. Precondition: (kinds & visible) not empty.
Family display_family(KindSet kinds, KindSet visible);

}  // namespace terreau
