"""Writers of small files as office programs, web services and GIS leave them behind.

Only what Python itself brings is used, so that a file holds exactly the bytes a case wants: a
library would mend what is to be broken.
"""

import json
import sqlite3
import struct
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape


def luhn_complete(digits):
    """The digits with the check digit that makes a SIREN or SIRET of them."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return digits + str(-total % 10)


def text(path, content, encoding="utf-8", bom=b""):
    path.write_bytes(bom + content.encode(encoding))
    return path


def _cell_xlsx(reference, value):
    if value is None:
        return ""
    if isinstance(value, (int, float)):
        return f'<c r="{reference}"><v>{value!r}</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _sheet_xlsx(rows):
    lines = []
    for r, row in enumerate(rows, 1):
        cells = "".join(_cell_xlsx(f"{chr(65 + c)}{r}", v) for c, v in enumerate(row))
        lines.append(f'<row r="{r}">{cells}</row>')
    return ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns='
            '"http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            + "".join(lines) + "</sheetData></worksheet>")


def xlsx(path, **sheets):
    """A workbook; each keyword is a sheet, a list of rows of texts, numbers and None."""
    names = list(sheets)
    types = "".join('<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="application/vnd.'
                    'openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' % (i + 1)
                    for i in range(len(names)))
    entries = "".join(f'<sheet name="{n}" sheetId="{i + 1}" r:id="rId{i + 1}"/>'
                      for i, n in enumerate(names))
    relations = "".join('<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/'
                        'officeDocument/2006/relationships/worksheet" '
                        'Target="worksheets/sheet%d.xml"/>' % (i + 1, i + 1)
                        for i in range(len(names)))
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    package = "http://schemas.openxmlformats.org/package/2006/"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("[Content_Types].xml", f'{head}<Types xmlns="{package}content-types"><Default '
                   'Extension="rels" ContentType="application/vnd.openxmlformats-package.'
                   'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
                   '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats'
                   f'-officedocument.spreadsheetml.sheet.main+xml"/>{types}</Types>')
        z.writestr("_rels/.rels", f'{head}<Relationships xmlns="{package}relationships">'
                   f'<Relationship Id="rId1" Type="{office}/officeDocument" '
                   'Target="xl/workbook.xml"/></Relationships>')
        z.writestr("xl/workbook.xml", f'{head}<workbook xmlns="http://schemas.openxmlformats.org/'
                   f'spreadsheetml/2006/main" xmlns:r="{office}"><sheets>{entries}</sheets></workbook>')
        z.writestr("xl/_rels/workbook.xml.rels",
                   f'{head}<Relationships xmlns="{package}relationships">{relations}</Relationships>')
        for i, name in enumerate(names):
            z.writestr(f"xl/worksheets/sheet{i + 1}.xml", _sheet_xlsx(sheets[name]))
    return path


def ods(path, rows, sheet="Feuille1"):
    def cell(value):
        if value is None:
            return "<table:table-cell/>"
        if isinstance(value, (int, float)):
            return (f'<table:table-cell office:value-type="float" office:value="{value!r}">'
                    f"<text:p>{value}</text:p></table:table-cell>")
        return ('<table:table-cell office:value-type="string"><text:p>'
                f"{escape(value)}</text:p></table:table-cell>")

    body = "".join("<table:table-row>" + "".join(map(cell, row)) + "</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"'
                     for n in ("office", "table", "text"))
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        z.writestr("content.xml", f'<?xml version="1.0" encoding="UTF-8"?><office:document-content '
                   f'{names} office:version="1.2"><office:body><office:spreadsheet><table:table '
                   f'table:name="{sheet}">{body}</table:table></office:spreadsheet></office:body>'
                   "</office:document-content>")
    return path


def geojson(path, features, **members):
    """features: (properties, geometry or None)."""
    content = {"type": "FeatureCollection", **members, "features": [
        {"type": "Feature", "properties": p, "geometry": g} for p, g in features]}
    return text(path, json.dumps(content, ensure_ascii=False))


def point(x, y):
    return {"type": "Point", "coordinates": [x, y]}


def dbf(path, names, rows, encoding, language_driver=0):
    """A dBASE III table of texts, names and widths as [("NOM", 40)]."""
    width = 1 + sum(w for _, w in names)
    head = struct.pack("<BBBBIHH16xBB2x", 3, 124, 5, 1, len(rows), 32 + 32 * len(names) + 1, width,
                       0, language_driver)
    fields = b"".join(n.encode().ljust(11, b"\0") + b"C" + b"\0" * 4 + bytes([w, 0]) + b"\0" * 14
                      for n, w in names)
    body = b"".join(b" " + b"".join(v.encode(encoding)[:w].ljust(w) for v, (_, w) in zip(row, names))
                    for row in rows)
    path.write_bytes(head + fields + b"\r" + body + b"\x1a")


LAMBERT_93_WKT = (
    'PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",SPHEROID["GRS_1980",'
    '6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],'
    'PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000.0],'
    'PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],'
    'PARAMETER["Standard_Parallel_1",49.0],PARAMETER["Standard_Parallel_2",44.0],'
    'PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]')


def shapefile(path, names, rows, points, encoding="utf-8", prj=LAMBERT_93_WKT, cpg=None,
              language_driver=0):
    """Points; a point of None is a null shape."""
    shapes, offsets = b"", []
    for number, p in enumerate(points, 1):
        content = struct.pack("<i", 0) if p is None else struct.pack("<idd", 1, *p)
        offsets.append((50 + len(shapes) // 2, len(content) // 2))
        shapes += struct.pack(">ii", number, len(content) // 2) + content
    known = [p for p in points if p is not None]
    box = [min(p[0] for p in known), min(p[1] for p in known),
           max(p[0] for p in known), max(p[1] for p in known)]

    def head(length):
        return (struct.pack(">i20xi", 9994, length // 2) + struct.pack("<ii", 1000, 1)
                + struct.pack("<4d32x", *box))

    path.write_bytes(head(100 + len(shapes)) + shapes)
    path.with_suffix(".shx").write_bytes(
        head(100 + 8 * len(offsets)) + b"".join(struct.pack(">ii", *o) for o in offsets))
    dbf(path.with_suffix(".dbf"), names, rows, encoding, language_driver)
    if prj:
        path.with_suffix(".prj").write_text(prj)
    if cpg:
        path.with_suffix(".cpg").write_text(cpg)
    return path


def zipped(path, *members, names=None):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for i, member in enumerate(members):
            z.write(member, names[i] if names else member.name)
    return path


def sqlite(path, table, names, rows):
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        db.execute(f"CREATE TABLE {table} ({', '.join(f'{n} TEXT' for n in names)})")
        db.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(names))})", rows)
    db.close()
    return path


def shared(name):
    """A file that other programs wrote, kept in tests/data."""
    return Path(__file__).resolve().parents[1] / "data" / name
