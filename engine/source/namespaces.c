#include "namespaces.h"

#include "base/table.h"

#include <string.h>

typedef struct namespace_row {
    const char *uri, *prefix;
} namespace_row;

/* Ascending by name, byte by byte. ODF calls its own two "svg" and "smil", which are not the W3C's: "osvg", "osmil". */
static const namespace_row rows[] = {
    {"http://openebook.org/namespaces/oeb-package/1.0/", "opf"},
    {"http://openoffice.org/2004/calc", "oooc"},
    {"http://openoffice.org/2004/office", "ooo"},
    {"http://openoffice.org/2004/writer", "ooow"},
    {"http://openoffice.org/2009/office", "officeooo"},
    {"http://openoffice.org/2009/table", "tableooo"},
    {"http://openoffice.org/2010/draw", "drawooo"},
    {"http://purl.oclc.org/ooxml/drawingml/chart", "c"},
    {"http://purl.oclc.org/ooxml/drawingml/diagram", "dgm"},
    {"http://purl.oclc.org/ooxml/drawingml/lockedCanvas", "lc"},
    {"http://purl.oclc.org/ooxml/drawingml/main", "a"},
    {"http://purl.oclc.org/ooxml/drawingml/picture", "pic"},
    {"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing", "wp"},
    {"http://purl.oclc.org/ooxml/officeDocument/bibliography", "b"},
    {"http://purl.oclc.org/ooxml/officeDocument/customProperties", "cup"},
    {"http://purl.oclc.org/ooxml/officeDocument/customXml", "ds"},
    {"http://purl.oclc.org/ooxml/officeDocument/docPropsVTypes", "vt"},
    {"http://purl.oclc.org/ooxml/officeDocument/extendedProperties", "ep"},
    {"http://purl.oclc.org/ooxml/officeDocument/math", "m"},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", "r"},
    {"http://purl.oclc.org/ooxml/presentationml/main", "p"},
    {"http://purl.oclc.org/ooxml/schemaLibrary/main", "sl"},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", "ss"},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", "w"},
    {"http://purl.org/dc/dcmitype/", "dcmitype"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://schemas.microsoft.com/office/2006/xmlPackage", "pkg"},
    {"http://schemas.microsoft.com/office/drawing/2008/diagram", "dsp"},
    {"http://schemas.microsoft.com/office/drawing/2010/main", "a14"},
    {"http://schemas.microsoft.com/office/drawing/2016/SVG/main", "asvg"},
    {"http://schemas.microsoft.com/office/drawing/2017/decorative", "adec"},
    {"http://schemas.microsoft.com/office/word/2006/wordml", "wne"},
    {"http://schemas.microsoft.com/office/word/2010/wordml", "w14"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas", "wpc"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing", "wp14"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup", "wpg"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingInk", "wpi"},
    {"http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "wps"},
    {"http://schemas.microsoft.com/office/word/2012/wordml", "w15"},
    {"http://schemas.microsoft.com/office/word/2015/wordml/symex", "w16se"},
    {"http://schemas.microsoft.com/office/word/2016/wordml/cid", "w16cid"},
    {"http://schemas.microsoft.com/office/word/2018/wordml/cex", "w16cex"},
    {"http://schemas.openxmlformats.org/drawingml/2006/chart", "c"},
    {"http://schemas.openxmlformats.org/drawingml/2006/diagram", "dgm"},
    {"http://schemas.openxmlformats.org/drawingml/2006/lockedCanvas", "lc"},
    {"http://schemas.openxmlformats.org/drawingml/2006/main", "a"},
    {"http://schemas.openxmlformats.org/drawingml/2006/picture", "pic"},
    {"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "wp"},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/bibliography", "b"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties", "cup"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/customXml", "ds"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes", "vt"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties", "ep"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", "m"},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"},
    {"http://schemas.openxmlformats.org/package/2006/content-types", "ct"},
    {"http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"},
    {"http://schemas.openxmlformats.org/package/2006/relationships", "rel"},
    {"http://schemas.openxmlformats.org/presentationml/2006/main", "p"},
    {"http://schemas.openxmlformats.org/schemaLibrary/2006/main", "sl"},
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", "ss"},
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"},
    {"http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/", "ibooks"},
    {"http://www.daisy.org/ns/2008/pef", "pef"},
    {"http://www.daisy.org/z3986/2005/dtbook/", "dtb"},
    {"http://www.daisy.org/z3986/2005/ncx/", "ncx"},
    {"http://www.idpf.org/2007/opf", "opf"},
    {"http://www.idpf.org/2007/ops", "epub"},
    {"http://www.w3.org/1998/Math/MathML", "math"},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"http://www.w3.org/1999/xhtml", ""},
    {"http://www.w3.org/1999/xlink", "xlink"},
    {"http://www.w3.org/2000/09/xmldsig#", "dsig"},
    {"http://www.w3.org/2000/svg", "svg"},
    {"http://www.w3.org/2001/04/xmlenc#", "enc"},
    {"http://www.w3.org/2001/10/synthesis", "ssml"},
    {"http://www.w3.org/2001/SMIL20/", "smil"},
    {"http://www.w3.org/2001/XMLSchema", "xsd"},
    {"http://www.w3.org/2001/XMLSchema-instance", "xsi"},
    {"http://www.w3.org/2001/xml-events", "dom"},
    {"http://www.w3.org/2002/xforms", "xforms"},
    {"http://www.w3.org/2003/g/data-view#", "grddl"},
    {"http://www.w3.org/2005/01/pronunciation-lexicon", "pls"},
    {"http://www.w3.org/TR/css3-text/", "css3t"},
    {"http://www.w3.org/XML/1998/namespace", "xml"},
    {"http://www.w3.org/ns/SMIL", "smil"},
    {"urn:oasis:names:tc:opendocument:xmlns:animation:1.0", "anim"},
    {"urn:oasis:names:tc:opendocument:xmlns:chart:1.0", "chart"},
    {"urn:oasis:names:tc:opendocument:xmlns:config:1.0", "config"},
    {"urn:oasis:names:tc:opendocument:xmlns:container", "ocf"},
    {"urn:oasis:names:tc:opendocument:xmlns:database:1.0", "db"},
    {"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0", "number"},
    {"urn:oasis:names:tc:opendocument:xmlns:dr3d:1.0", "dr3d"},
    {"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", "draw"},
    {"urn:oasis:names:tc:opendocument:xmlns:form:1.0", "form"},
    {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", "manifest"},
    {"urn:oasis:names:tc:opendocument:xmlns:meta:1.0", "meta"},
    {"urn:oasis:names:tc:opendocument:xmlns:of:1.2", "of"},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", "office"},
    {"urn:oasis:names:tc:opendocument:xmlns:presentation:1.0", "presentation"},
    {"urn:oasis:names:tc:opendocument:xmlns:script:1.0", "script"},
    {"urn:oasis:names:tc:opendocument:xmlns:smil-compatible:1.0", "osmil"},
    {"urn:oasis:names:tc:opendocument:xmlns:style:1.0", "style"},
    {"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0", "osvg"},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", "table"},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", "text"},
    {"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0", "fo"},
    {"urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0", "field"},
    {"urn:openoffice:names:experimental:ooxml-odf-interop:xmlns:form:1.0", "formx"},
    {"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", "calcext"},
    {"urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0", "loext"},
    {"urn:schemas-microsoft-com:office:office", "o"},
    {"urn:schemas-microsoft-com:office:word", "w10"},
    {"urn:schemas-microsoft-com:vml", "v"},
    {"urn:x-ardoise:lesson", "ard"},
};

enum { ROWS = sizeof rows / sizeof rows[0] };

const char *namespace_prefix(const char *uri)
{
    if (!uri || !*uri)
        return "";
    const namespace_row *row = ROW_NAMED(uri, rows);
    return row ? row->prefix : NULL;
}

const char *namespace_named(const char *prefix)
{
    for (size_t i = 0; i < ROWS; i++)
        if (*rows[i].prefix && strcmp(rows[i].prefix, prefix) == 0)
            return rows[i].prefix;
    return NULL;
}
