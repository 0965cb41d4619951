"""Files as they are met, and what an honest import says of each.

A case is a function that writes its file into a folder and returns (path, expectation). What the
expectation leaves out is not looked at; rows are the file's own, the first one below the header
being 1.
"""

import gzip

from files import (dbf, geojson, luhn_complete, ods, point, shapefile, shared, sqlite, text, xlsx,
                   zipped)

CASES = []

LILLE, LYON, RENNES = (3.0586, 50.6330), (4.8357, 45.7640), (-1.6778, 48.1173)
LILLE_L93, LYON_L93, RENNES_L93 = (704153, 7059560), (842667, 6519924), (352107, 6789967)


def case(function):
    CASES.append(function)
    return function


def expect(rows, accepted, error=None, **more):
    """rejected: [(row, part of its reason)]; notices: parts, one of each must be there; precision,
    forms, departments: counts of those that are not 0; at: {name: (lon, lat) or None}, to 0.06
    degrees; ids, years: {name: text}; options: further arguments."""
    return {"rows": rows, "accepted": accepted, "error": error, **more}


def failure(part):
    """The whole source cannot be used, and the one line on stderr says why."""
    return expect(None, None, error=part)


# ---- Delimited text: dialects ---------------------------------------------------------------------

TABLE = [("Nom", "Type", "Commune", "Code postal"),
         ("Filature du Nord", "SCOP", "Lille", "59000"),
         ("Épicerie coopérative", "SCIC", "Lyon", "69001"),
         ("CUMA de l'Ille", "CUMA", "Rennes", "35000")]
TABLE_IS = dict(precision={"commune": 3}, departments={"59": 1, "69": 1, "35": 1},
                forms={"scop": 1, "scic": 1, "cuma": 1})


def joined(rows, separator, end="\n"):
    return end.join(separator.join(row) for row in rows) + end


@case
def comma_utf8(folder):
    return text(folder / "a.csv", joined(TABLE, ",")), expect(3, 3, **TABLE_IS)


@case
def semicolon_cp1252(folder):
    return (text(folder / "a.csv", joined(TABLE, ";"), "cp1252"),
            expect(3, 3, notices=["CP1252"], at={"Épicerie coopérative": LYON}, **TABLE_IS))


@case
def tabs_named_tsv(folder):
    return text(folder / "a.tsv", joined(TABLE, "\t")), expect(3, 3, **TABLE_IS)


@case
def tabs_named_txt(folder):
    return text(folder / "a.txt", joined(TABLE, "\t", "\r\n")), expect(3, 3, **TABLE_IS)


@case
def pipes(folder):
    return text(folder / "a.csv", joined(TABLE, "|")), expect(3, 3, **TABLE_IS)


@case
def byte_order_mark_and_capitals(folder):
    rows = [tuple(c.upper() for c in TABLE[0]), *TABLE[1:]]
    return (text(folder / "A B é.CSV", joined(rows, ";", "\r\n"), bom=b"\xef\xbb\xbf"),
            expect(3, 3, **TABLE_IS))


@case
def excel_unicode_text(folder):
    """Excel's "Texte Unicode": UTF-16 with tabs."""
    return (text(folder / "a.txt", joined(TABLE, "\t", "\r\n"), "utf-16-le", b"\xff\xfe"),
            expect(3, 3, notices=["UTF-16"], **TABLE_IS))


@case
def old_macintosh_line_ends(folder):
    return text(folder / "a.csv", joined(TABLE, ";", "\r")), expect(3, 3, **TABLE_IS)


@case
def quoted_newlines_and_separators(folder):
    content = ('name,legal_form,commune,departement\n'
               '"L\'Atelier,\nsuite et fin",scop,Lille,59\n'
               '"Dit ""La Ruche""",scic,Lyon,69\n')
    return (text(folder / "a.csv", content),
            expect(2, 2, at={'Dit "La Ruche"': LYON}, precision={"commune": 2}))


@case
def separator_line_of_excel(folder):
    return text(folder / "a.csv", "sep=;\n" + joined(TABLE, ";")), expect(3, 3, **TABLE_IS)


@case
def title_above_the_header(folder):
    content = "Liste des coopératives 2024;;;\n;;;\n" + joined(TABLE, ";")
    return (text(folder / "a.csv", content),
            expect(3, 3, notices=["header"], at={"Filature du Nord": LILLE}, **TABLE_IS))


@case
def ragged_rows(folder):
    content = ("nom;commune;departement\nCourte;Lille\nLongue;Lyon;69;de trop;encore\n"
               "\nEntière;Rennes;35\n")
    return text(folder / "a.csv", content), expect(3, 3, precision={"commune": 3})


@case
def blank_rows_at_the_end(folder):
    """Spreadsheets leave rows of nothing behind: they are told, and are no places."""
    content = joined(TABLE, ";") + ";;;\n;;;\n"
    return (text(folder / "a.csv", content),
            expect(5, 3, rejected=[(4, "empty"), (5, "empty")], **TABLE_IS))


@case
def encoded_twice(folder):
    twice = joined(TABLE, ";").encode().decode("cp1252")
    return (text(folder / "a.csv", twice),
            expect(3, 3, notices=["encoded twice"], at={"Épicerie coopérative": LYON}, **TABLE_IS))


@case
def quote_that_is_not_closed(folder):
    """It must not take the rows behind it along."""
    content = 'nom;commune;dep\nA;"Lille;59\nB;Lyon;69\nC 5" bis;Rennes;35\nD;Lille;59\n'
    return (text(folder / "a.csv", content),
            expect(4, 4, notices=["not closed"], at={"A": LILLE, "B": LYON, "D": LILLE}))


@case
def zero_bytes_in_text(folder):
    return (text(folder / "a.csv", "nom;ville;dep\nA\0B;Lille;59\n"),
            expect(1, 1, at={"A B": LILLE}))


@case
def gzipped_text(folder):
    path = folder / "a.csv.gz"
    path.write_bytes(gzip.compress(joined(TABLE, ";").encode("cp1252")))
    return path, expect(3, 3, notices=["CP1252"], **TABLE_IS)


@case
def text_named_xls(folder):
    return text(folder / "a.xls", joined(TABLE, "\t", "\r\n"), "cp1252"), expect(3, 3, **TABLE_IS)


@case
def big_endian_utf16(folder):
    return (text(folder / "a.csv", joined(TABLE, ";"), "utf-16-be", b"\xfe\xff"),
            expect(3, 3, notices=["UTF-16"], **TABLE_IS))


@case
def same_header_twice(folder):
    return (text(folder / "a.csv", "nom,adresse,adresse,commune,dep\nA,1 rue,bât. B,Lille,59\n"),
            expect(1, 1, at={"A": LILLE}))


@case
def one_column(folder):
    return text(folder / "a.csv", "nom\nA\nB\n"), failure("one column")


@case
def empty_file(folder):
    return text(folder / "a.csv", ""), failure("empty")


@case
def header_alone(folder):
    return text(folder / "a.csv", "nom;commune;departement\n"), failure("no rows")


@case
def no_header(folder):
    """Nothing is lost: the columns are told by what stands in them."""
    return (text(folder / "a.csv", joined(TABLE[1:], ";")),
            expect(3, 3, at={"Filature du Nord": LILLE}, **TABLE_IS))


@case
def binary_named_csv(folder):
    path = folder / "a.csv"
    path.write_bytes(bytes(range(256)) * 40)
    return path, failure("a.csv")


@case
def web_page_named_xls(folder):
    """What many registers' "export to Excel" really gives."""
    return (text(folder / "export.xls", "<html><body><table><tr><td>nom</td></tr></table></body>"
                 "</html>"), failure("web page"))


# ---- Delimited text: positions --------------------------------------------------------------------

@case
def decimal_commas(folder):
    content = 'nom;lon;lat\nA;3,0586;50,6330\nB;"4,8357";"45,7640"\n'
    return (text(folder / "a.csv", content),
            expect(2, 2, precision={"address": 2}, at={"A": LILLE, "B": LYON}))


@case
def pair_in_one_column(folder):
    """Open data portals export "geo_point_2d": latitude first."""
    content = 'nom;geo_point_2d\nA;"50.6330, 3.0586"\nB;48.1173,-1.6778\nC;nulle part\n'
    return (text(folder / "a.csv", content),
            expect(3, 2, at={"A": LILLE, "B": RENNES}, rejected=[(3, "coordinate")]))


@case
def degrees_minutes_seconds(folder):
    content = ('nom;latitude;longitude\nA;"50°37\'58.8""N";"3°03\'31""E"\n'
               "B;48° 7' 2'' N;1° 40' 40'' O\n")
    return text(folder / "a.csv", content), expect(2, 2, at={"A": LILLE, "B": RENNES})


@case
def well_known_text(folder):
    content = 'nom,WKT\nA,POINT (3.0586 50.6330)\nB,"POINT (4.8357 45.7640)"\nC,rien\n'
    return (text(folder / "a.csv", content),
            expect(3, 2, at={"A": LILLE, "B": LYON}, rejected=[(3, "")]))


@case
def lambert_93_columns(folder):
    content = "nom;x;y\n" + "".join(f"{n};{x};{y}\n" for n, (x, y) in
                                    zip("AB", (LILLE_L93, LYON_L93)))
    return (text(folder / "a.csv", content),
            expect(2, 2, notices=["Lambert-93"], at={"A": LILLE, "B": LYON}))


@case
def older_and_other_systems(folder):
    """Lambert II étendu, which maps had until 2006, and a conic conformal zone."""
    content = "nom;x;y\nA;600000;2428000\nB;1652000;8162000\nC;12;9999999\n"
    return (text(folder / "a.csv", content),
            expect(3, 2, notices=["Lambert II étendu", "CC49"], rejected=[(3, "nowhere")],
                   at={"A": (2.337, 48.85), "B": (2.345, 48.63)}))


@case
def epsg_of_each_row(folder):
    """As in the geolocated SIRENE: one file, five reference systems."""
    rows = [("A", *LILLE_L93, 2154), ("B", 338767, 7690356, 2975), ("C", 707895, 1616074, 5490),
            ("D", 352535, 545074, 2972), ("E", 524963, 8587181, 4471), ("F", 1, 1, 999999)]
    content = "nom;x;y;epsg\n" + "".join(";".join(map(str, r)) + "\n" for r in rows)
    return (text(folder / "a.csv", content),
            expect(6, 5, rejected=[(6, "reference system")],
                   at={"A": LILLE, "B": (55.45, -20.88), "C": (-61.07, 14.61), "D": (-52.33, 4.93),
                       "E": (45.23, -12.78)},
                   departments={"59": 1, "974": 1, "972": 1, "973": 1, "976": 1}))


@case
def longitude_and_latitude_exchanged(folder):
    content = "nom,longitude,latitude\nA,50.6330,3.0586\nB,45.7640,4.8357\n"
    return (text(folder / "a.csv", content),
            expect(2, 2, notices=["exchanged"], at={"A": LILLE, "B": LYON}))


@case
def null_island_and_out_of_range(folder):
    content = ("nom,lon,lat,commune,dep\nA,0,0,Lille,59\nB,0,0,,\nC,999,48,,\n"
               "D,4.3517,50.8503,,\n")
    return (text(folder / "a.csv", content),
            expect(4, 2, rejected=[(2, "0, 0"), (3, "nowhere")], notices=["0, 0"],
                   precision={"commune": 1, "address": 1},
                   at={"A": LILLE, "D": (4.3517, 50.8503)}))


@case
def lost_zeros(folder):
    siret = luhn_complete("0054200770000")
    content = ("siret;nom;code insee;code postal;dep\n"
               f"{siret.lstrip('0')};A;1004;1500;1\n{siret[:9].lstrip('0')};B;;6000;\n")
    return (text(folder / "a.csv", content),
            expect(2, 2, ids={"A": siret}, notices=["zeros"], departments={"01": 1, "06": 1}))


@case
def siret_ruined_by_excel(folder):
    content = "siret;nom;commune;dep\n3,22775E+13;A;Lille;59\n322 775 000 00012;B;Lyon;69\n"
    return (text(folder / "a.csv", content),
            expect(2, 2, notices=["SIRET"], precision={"commune": 2}))


# ---- Delimited text: communes, departments, regions ------------------------------------------------

@case
def communes_as_people_write_them(folder):
    names = [("St-Denis", "93"), ("LE MANS CEDEX 2", "72"), ("Paris 12e", "75"), ("LYON 03", "69"),
             ("Marseille 1er arrondissement", "13"), ("l'isle d'abeau", "38"),
             ("ILE SAINT DENIS", "93"), ("Ste Foy les Lyon", "69"), ("Saint-Étienne", "42"),
             ("Lille (59)", ""), ("LA ROCHELLE ", "17"), ("Mans (Le)", "72"),
             ("Clermont Fd", "63")]
    content = "nom;ville;dep\n" + "".join(f"{i};{n};{d}\n" for i, (n, d) in enumerate(names, 1))
    return (text(folder / "a.csv", content),
            expect(13, 13, precision={"commune": 12, "departement": 1}, notices=["gazetteer"],
                   at={"1": (2.357, 48.936), "2": (0.199, 48.006), "3": (2.39, 48.84),
                       "4": (4.86, 45.76), "5": (5.38, 43.30), "6": (5.22, 45.62),
                       "7": (2.34, 48.93), "8": (4.79, 45.73), "12": (0.199, 48.006),
                       "13": None}))


@case
def codes_and_towns_in_one_cell(folder):
    content = ("nom;ville\nA;59000 Lille\nB;Lille (59000)\nC;69003 - LYON\n"
               "D;Saint-Denis (La Réunion)\n")
    return (text(folder / "a.csv", content),
            expect(4, 4, precision={"commune": 4},
                   at={"A": LILLE, "B": LILLE, "C": LYON, "D": (55.45, -20.89)}))


@case
def abbreviated_towns(folder):
    content = ("nom;ville;dep\nA;Boulogne s/Mer;62\nB;Villeneuve s/ Lot;47\nC;Chalon-s/-Saône;71\n"
               "D;Fontenay s/s Bois;94\nE;Mt-de-Marsan;40\nF;N.-D. de Bondeville;76\n")
    return (text(folder / "a.csv", content),
            expect(6, 6, precision={"commune": 6},
                   departments={"62": 1, "47": 1, "71": 1, "94": 1, "40": 1, "76": 1}))


@case
def codes_of_corsica_and_rhone(folder):
    content = "nom;insee;dep\nA;2a004;2a\nB;2B033;\nC;;69D\nD;;69M\nE;97411;974\n"
    return (text(folder / "a.csv", content),
            expect(5, 5, departments={"2A": 1, "2B": 1, "69": 2, "974": 1}))


@case
def postal_codes_alone(folder):
    content = "nom;code postal\nA;59000\nB;F-69001\nC;35000\nD;99999\n"
    return (text(folder / "a.csv", content),
            expect(4, 3, rejected=[(4, "postal code")], departments={"59": 1, "69": 1, "35": 1}))


@case
def departments_in_all_spellings(folder):
    words = ["59", "Nord", "59 - Nord", "Nord (59)", "NORD", "2A", "2a", "Corse-du-Sud", "974",
             "La Réunion", "Cotes d'Armor", "Val d’Oise", "1", "Ain", "Département du Nord"]
    content = "nom;departement\n" + "".join(f"{i};{w}\n" for i, w in enumerate(words))
    return (text(folder / "a.csv", content),
            expect(15, 15, precision={"departement": 15},
                   departments={"59": 6, "2A": 3, "974": 2, "22": 1, "95": 1, "01": 2}))


@case
def regions_alone(folder):
    content = "nom;region\nA;Bretagne\nB;HAUTS DE FRANCE\nC;Paca\nD;Atlantide\n"
    return (text(folder / "a.csv", content), expect(4, 4, precision={"region": 4}))


@case
def ambiguous_communes_are_not_guessed(folder):
    content = "nom;commune;dep\nA;Saint-Denis;\nB;Saint-Denis;93\nC;Saint-Martin;\n"
    return (text(folder / "a.csv", content),
            expect(3, 1, rejected=[(1, "several communes"), (3, "several communes")],
                   at={"B": (2.357, 48.936)}))


@case
def former_communes(folder):
    content = ("nom;commune;code insee;dep\nA;Bellegarde-sur-Valserine;;01\nB;Arbignieu;;01\n"
               "C;;59355;\nD;Hellemmes-Lille;;59\n")
    return (text(folder / "a.csv", content),
            expect(4, 4, notices=["former"], at={"A": (5.83, 46.107), "C": LILLE, "D": LILLE},
                   departments={"01": 2, "59": 2}))


@case
def addresses_alone(folder):
    content = ('nom;adresse\nA;"12 rue de Paris, 59000 Lille"\nB;"3 place Bellecour 69002 LYON '
               'CEDEX 02"\nC;Rennes\nD;"lieu-dit 35000 Rien"\n')
    return (text(folder / "a.csv", content),
            expect(4, 4, precision={"commune": 4},
                   at={"A": LILLE, "B": LYON, "C": RENNES, "D": RENNES}))


@case
def words_for_nothing(folder):
    content = ("nom;commune;dep;annee;site web\nA;Lille;59;NC;#N/A\nB;[ND];69;[ND];-\n"
               "C;N/A;NULL;;\nNULL;;;;\n")
    return (text(folder / "a.csv", content),
            expect(4, 2, rejected=[(3, "place"), (4, "name")],
                   precision={"commune": 1, "departement": 1}))


@case
def years_in_all_spellings(folder):
    content = ("nom;dep;date de creation\nA;59;2015\nB;59;2015-04-01\nC;59;01/04/2015\n"
               "D;59;avril 2015\nE;59;42095\nF;59;15\nG;59;01/04/98\n")
    return (text(folder / "a.csv", content),
            expect(7, 7, years={"G": "1998", "A": "2015", "B": "2015", "C": "2015", "D": "2015", "E": "2015",
                                "F": ""}))


@case
def forms_in_all_spellings(folder):
    words = [("SCIC SA à capital variable", "scic"), ("5560", "autre_coop"), ("SA SCOP", "scop"),
             ("Société coopérative et participative", "scop"), ("C.U.M.A.", "cuma"),
             ("Coop. agricole", "coop_agricole"), ("6317", "coop_agricole"), ("Scop SARL", "scop"),
             ("Association loi 1901", "association"), ("9220", "association"),
             ("S.C.O.P", "scop"), ("union de coopératives", "union_coop"), ("inconnu", "unknown")]
    content = "nom;dep;forme juridique\n" + "".join(f"{i};59;{w}\n" for i, (w, _) in
                                                     enumerate(words))
    forms = {}
    for _, form in words:
        forms[form] = forms.get(form, 0) + 1
    return text(folder / "a.csv", content), expect(13, 13, forms=forms)


@case
def the_same_organisation_twice(folder):
    siret = luhn_complete("3227750000001")
    content = (f"siret;nom;commune;dep\n{siret};A;Lille;59\n{siret};A bis;Lille;59\n"
               ";Café coop;Lyon;69\n;CAFE COOP;Lyon;69\n;Café coop;Rennes;35\n")
    return (text(folder / "a.csv", content),
            expect(5, 5, notices=["2 rows: the same organisation"]))


# ---- Spreadsheets ----------------------------------------------------------------------------------

@case
def workbook_of_texts(folder):
    return xlsx(folder / "a.xlsx", Feuil1=[list(r) for r in TABLE]), expect(3, 3, **TABLE_IS)


@case
def workbook_of_numbers(folder):
    siret = luhn_complete("0054200770000")
    rows = [["SIRET", "Nom", "Code INSEE", "Dép.", "Année"],
            [int(siret), "A", 1004, 1, 2015], [int(luhn_complete("3227750000001")), "B", 59350, 59,
                                               2020]]
    return (xlsx(folder / "a.xlsx", Feuil1=rows),
            expect(2, 2, ids={"A": siret}, years={"A": "2015"}, notices=["zeros"],
                   departments={"01": 1, "59": 1}))


@case
def workbook_of_many_sheets(folder):
    rows = [list(r) for r in TABLE]
    return (xlsx(folder / "a.xlsx", Lisez_moi=[["Ce fichier liste des coopératives."]],
                 Coops=rows, Vide=[]), expect(3, 3, layer="Coops", **TABLE_IS))


@case
def workbook_with_a_title(folder):
    rows = [["Annuaire 2024", None, None, None], [None] * 4, *[list(r) for r in TABLE]]
    return xlsx(folder / "a.xlsx", F=rows), expect(3, 3, notices=["header"], **TABLE_IS)


@case
def workbook_with_excel_dates(folder):
    rows = [["Nom", "Commune", "Dep", "Date de création"], ["A", "Lille", "59", 42095]]
    return xlsx(folder / "a.xlsx", F=rows), expect(1, 1, years={"A": "2015"})


@case
def open_document(folder):
    return ods(folder / "a.ods", [list(r) for r in TABLE]), expect(3, 3, **TABLE_IS)


@case
def workbook_of_another_program(folder):
    return shared("numeric.xlsx"), expect(3, 3, notices=["zeros", "check digit"])


@case
def truncated_workbook(folder):
    path = xlsx(folder / "a.xlsx", Feuil1=[list(r) for r in TABLE])
    path.write_bytes(path.read_bytes()[:900])
    return path, failure("damaged")


# ---- Map formats -----------------------------------------------------------------------------------

FEATURES = [({"nom": "A", "type": "scop"}, point(*LILLE)),
            ({"nom": "B", "type": "scic"}, point(*LYON)),
            ({"nom": "C", "type": "cuma"}, point(*RENNES))]
AT = {"A": LILLE, "B": LYON, "C": RENNES}


@case
def geojson_points(folder):
    return geojson(folder / "a.geojson", FEATURES), expect(3, 3, at=AT, precision={"address": 3})


@case
def geojson_without_some_geometry(folder):
    features = [*FEATURES, ({"nom": "D"}, None), ({"nom": "E", "commune": "Lille", "dep": "59"}, None)]
    return (geojson(folder / "a.geojson", features),
            expect(5, 4, rejected=[(4, "place")], at={**AT, "E": LILLE}))


@case
def geojson_in_lambert_93(folder):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::2154"}}
    features = [(p, point(*c)) for (p, _), c in zip(FEATURES, (LILLE_L93, LYON_L93, RENNES_L93))]
    return geojson(folder / "a.geojson", features, crs=crs), expect(3, 3, at=AT)


@case
def geojson_of_many_kinds(folder):
    area = {"type": "Polygon", "coordinates": [[[3, 50], [3.1, 50], [3.1, 50.1], [3, 50]]]}
    many = {"type": "MultiPoint", "coordinates": [list(LYON), [4.9, 45.8]]}
    features = [FEATURES[0], ({"nom": "B"}, many), FEATURES[2], ({"nom": "D"}, area)]
    return geojson(folder / "a.json", features), expect(4, 4, at={"A": LILLE, "C": RENNES})


@case
def truncated_geojson(folder):
    path = geojson(folder / "a.geojson", FEATURES)
    path.write_bytes(path.read_bytes()[:-40])
    return path, failure("a.geojson")


@case
def plain_json(folder):
    return (text(folder / "a.json", '[{"nom": "A", "commune": "Lille", "departement": "59"}]'),
            failure("GeoJSON"))


@case
def shapefile_latin1_zipped(folder):
    path = shapefile(folder / "coops.shp", [("NOM", 30), ("FORME", 10)],
                     [("Épicerie", "SCIC"), ("Forêt", "SCOP")], [LYON_L93, LILLE_L93], "cp1252")
    members = [path.with_suffix(s) for s in (".shp", ".shx", ".dbf", ".prj")]
    return (zipped(folder / "coops.zip", *members),
            expect(2, 2, notices=["CP1252"],
                   at={"Épicerie": LYON, "Forêt": LILLE}))


@case
def shapefile_that_tells_its_encoding(folder):
    return (shapefile(folder / "a.shp", [("NOM", 30)], [("Épicerie",), ("Forêt",)],
                      [LYON_L93, None], "latin-1", cpg="ISO-8859-1"),
            expect(2, 1, at={"Épicerie": LYON}, rejected=[(2, "place")]))


@case
def shapefile_without_prj(folder):
    return (shapefile(folder / "a.shp", [("NOM", 9)], [("A",), ("B",)], [LYON_L93, LILLE_L93],
                      prj=None),
            expect(2, 2, notices=["Lambert-93"], at={"A": LYON, "B": LILLE}))


@case
def shapefile_without_dbf(folder):
    path = shapefile(folder / "a.shp", [("NOM", 9)], [("A",), ("B",)], [LYON_L93, LILLE_L93])
    path.with_suffix(".dbf").unlink()
    return path, expect(2, 2, precision={"address": 2})


@case
def dbase_table(folder):
    dbf(folder / "a.dbf", [("NOM", 20), ("COMMUNE", 20), ("DEP", 3)],
        [("Été", "Lille", "59"), ("B", "Lyon", "69")], "cp850", language_driver=2)
    return folder / "a.dbf", expect(2, 2, at={"Été": LILLE})


@case
def geopackage_zipped(folder):
    return shared("coops.gpkg.zip"), expect(3, 3)


@case
def flatgeobuf(folder):
    return shared("coops.fgb"), expect(3, 3)


@case
def kml(folder):
    marks = "".join(f"<Placemark><name>{n}</name><ExtendedData><Data name='type'><value>scop</value>"
                    f"</Data></ExtendedData><Point><coordinates>{x},{y},0</coordinates></Point>"
                    "</Placemark>" for n, (x, y) in AT.items())
    return (text(folder / "a.kml", '<?xml version="1.0" encoding="UTF-8"?><kml xmlns='
                 f'"http://www.opengis.net/kml/2.2"><Document>{marks}</Document></kml>'),
            expect(3, 3, at=AT, forms={"scop": 3}))


@case
def gml_answer_of_a_wfs(folder):
    members = "".join(f'<wfs:member><c:coop gml:id="coop.{i}"><c:nom>{n}</c:nom><c:geom><gml:Point '
                      f'srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>{y} {x}</gml:pos></gml:Point>'
                      "</c:geom></c:coop></wfs:member>" for i, (n, (x, y)) in enumerate(AT.items()))
    return (text(folder / "a.gml", '<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection '
                 'xmlns:wfs="http://www.opengis.net/wfs/2.0" xmlns:gml="http://www.opengis.net/gml/'
                 f'3.2" xmlns:c="http://coop.example/c">{members}</wfs:FeatureCollection>'),
            expect(3, 3, at=AT))


@case
def gpx(folder):
    points = "".join(f'<wpt lat="{y}" lon="{x}"><name>{n}</name></wpt>' for n, (x, y) in AT.items())
    return (text(folder / "a.gpx", '<?xml version="1.0"?><gpx version="1.1" creator="t" xmlns='
                 f'"http://www.topografix.com/GPX/1/1">{points}</gpx>'), expect(3, 3, at=AT))


@case
def sqlite_table(folder):
    return (sqlite(folder / "a.sqlite", "coops", ["nom", "type", "commune", "cp"], TABLE[1:]),
            expect(3, 3, **TABLE_IS))


@case
def archive_of_text_beside_other_things(folder):
    table = text(folder / "coops.csv", joined(TABLE, ";"))
    other = text(folder / "licence.pdf", "%PDF-1.4")
    return (zipped(folder / "a.zip", table, other, names=["données/coops.csv", "licence.pdf"]),
            expect(3, 3, **TABLE_IS))


@case
def archive_of_nothing_readable(folder):
    return (zipped(folder / "a.zip", text(folder / "a.pdf", "%PDF-1.4")),
            failure("nothing that can be read"))


@case
def damaged_archive(folder):
    path = folder / "a.zip"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 300)
    return path, failure("damaged")
