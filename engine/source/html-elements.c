#include "html-elements.h"

#include "base/table.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* clang-format off */
/* Ascending by name. */
static const html_element elements[] = {
    {"a", FORMATTING, E_A, START_A, END_FORMAT},
    {"address", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"applet", SPECIAL | SCOPED, E_OTHER, START_MARKER, END_MARKER},
    {"area", SPECIAL | VOID, E_OTHER, START_VOID, END_OTHER},
    {"article", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"aside", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"b", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"base", SPECIAL | VOID | HEADED, E_OTHER, START_HEAD, END_OTHER},
    {"basefont", SPECIAL | VOID | HEADED, E_OTHER, START_HEAD, END_OTHER},
    {"bgsound", SPECIAL | VOID | HEADED, E_OTHER, START_HEAD, END_OTHER},
    {"big", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"blockquote", SPECIAL | BREAKS_OUT, E_OTHER, START_BLOCK, END_BLOCK},
    {"body", SPECIAL | BREAKS_OUT, E_BODY, START_BODY, END_BODY},
    {"br", SPECIAL | VOID | BREAKS_OUT, E_BR, START_VOID, END_BR},
    {"button", SPECIAL | BUTTONED, E_BUTTON, START_BUTTON, END_BLOCK},
    {"caption", SPECIAL | SCOPED | IMPLIED_ALL, E_CAPTION, START_IGNORED, END_OTHER},
    {"center", SPECIAL | BREAKS_OUT, E_OTHER, START_BLOCK, END_BLOCK},
    {"code", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"col", SPECIAL | VOID, E_COL, START_IGNORED, END_OTHER},
    {"colgroup", SPECIAL | IMPLIED_ALL, E_COLGROUP, START_IGNORED, END_OTHER},
    {"dd", SPECIAL | IMPLIED | IMPLIED_ALL | BREAKS_OUT, E_DD, START_DD, END_LI},
    {"details", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"dialog", 0, E_OTHER, START_BLOCK, END_BLOCK},
    {"dir", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"div", SPECIAL | BREAKS_OUT, E_OTHER, START_BLOCK, END_BLOCK},
    {"dl", SPECIAL | BREAKS_OUT, E_OTHER, START_BLOCK, END_BLOCK},
    {"dt", SPECIAL | IMPLIED | IMPLIED_ALL | BREAKS_OUT, E_DT, START_DD, END_LI},
    {"em", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"embed", SPECIAL | VOID | BREAKS_OUT, E_OTHER, START_VOID, END_OTHER},
    {"fieldset", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"figcaption", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"figure", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"font", FORMATTING, E_FONT, START_FORMAT, END_FORMAT},
    {"footer", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"form", SPECIAL, E_FORM, START_FORM, END_FORM},
    {"frame", SPECIAL | VOID, E_FRAME, START_IGNORED, END_OTHER},
    {"frameset", SPECIAL, E_FRAMESET, START_FRAMESET, END_OTHER},
    {"h1", SPECIAL | BREAKS_OUT | HEADING_LEVEL, E_OTHER, START_HEADING, END_HEADING},
    {"h2", SPECIAL | BREAKS_OUT | HEADING_LEVEL, E_OTHER, START_HEADING, END_HEADING},
    {"h3", SPECIAL | BREAKS_OUT | HEADING_LEVEL, E_OTHER, START_HEADING, END_HEADING},
    {"h4", SPECIAL | BREAKS_OUT | HEADING_LEVEL, E_OTHER, START_HEADING, END_HEADING},
    {"h5", SPECIAL | BREAKS_OUT | HEADING_LEVEL, E_OTHER, START_HEADING, END_HEADING},
    {"h6", SPECIAL | BREAKS_OUT | HEADING_LEVEL, E_OTHER, START_HEADING, END_HEADING},
    {"head", SPECIAL | BREAKS_OUT, E_HEAD, START_IGNORED, END_OTHER},
    {"header", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"hgroup", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"hr", SPECIAL | VOID | BREAKS_OUT, E_OTHER, START_HR, END_OTHER},
    {"html", SPECIAL | SCOPED | TABLED, E_HTML, START_HTML, END_BODY},
    {"i", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"iframe", SPECIAL, E_OTHER, START_RAW, END_OTHER},
    {"image", 0, E_OTHER, START_IMAGE, END_OTHER},
    {"img", SPECIAL | VOID | BREAKS_OUT, E_OTHER, START_VOID, END_OTHER},
    {"input", SPECIAL | VOID, E_INPUT, START_INPUT, END_OTHER},
    {"keygen", SPECIAL | VOID, E_OTHER, START_VOID, END_OTHER},
    {"li", SPECIAL | IMPLIED | IMPLIED_ALL | BREAKS_OUT, E_LI, START_LI, END_LI},
    {"link", SPECIAL | VOID | HEADED, E_OTHER, START_HEAD, END_OTHER},
    {"listing", SPECIAL | BREAKS_OUT, E_OTHER, START_PRE, END_BLOCK},
    {"main", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"marquee", SPECIAL | SCOPED, E_OTHER, START_MARKER, END_MARKER},
    {"math", 0, E_MATH, START_MATH, END_OTHER},
    {"menu", SPECIAL | BREAKS_OUT, E_OTHER, START_BLOCK, END_BLOCK},
    {"meta", SPECIAL | VOID | HEADED | BREAKS_OUT, E_OTHER, START_HEAD, END_OTHER},
    {"nav", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"nobr", FORMATTING | BREAKS_OUT, E_NOBR, START_NOBR, END_FORMAT},
    {"noembed", SPECIAL, E_OTHER, START_RAW, END_OTHER},
    {"noframes", SPECIAL | HEADED, E_NOFRAMES, START_HEAD, END_OTHER},
    {"noscript", SPECIAL, E_NOSCRIPT, START_OTHER, END_OTHER},
    {"object", SPECIAL | SCOPED, E_OTHER, START_MARKER, END_MARKER},
    {"ol", SPECIAL | LISTED | BREAKS_OUT, E_OTHER, START_BLOCK, END_BLOCK},
    {"optgroup", IMPLIED | IMPLIED_ALL, E_OPTGROUP, START_OPTION, END_OTHER},
    {"option", IMPLIED | IMPLIED_ALL, E_OPTION, START_OPTION, END_OTHER},
    {"p", SPECIAL | IMPLIED | IMPLIED_ALL | BREAKS_OUT, E_P, START_BLOCK, END_P},
    {"param", SPECIAL | VOID, E_OTHER, START_PARAM, END_OTHER},
    {"plaintext", SPECIAL, E_OTHER, START_PLAIN, END_OTHER},
    {"pre", SPECIAL | BREAKS_OUT, E_OTHER, START_PRE, END_BLOCK},
    {"rb", IMPLIED | IMPLIED_ALL, E_RB, START_RB, END_OTHER},
    {"rp", IMPLIED | IMPLIED_ALL, E_OTHER, START_RP, END_OTHER},
    {"rt", IMPLIED | IMPLIED_ALL, E_OTHER, START_RP, END_OTHER},
    {"rtc", IMPLIED | IMPLIED_ALL, E_RTC, START_RB, END_OTHER},
    {"ruby", BREAKS_OUT, E_RUBY, START_OTHER, END_OTHER},
    {"s", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"script", SPECIAL | HEADED, E_SCRIPT, START_HEAD, END_OTHER},
    {"search", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"section", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"select", SPECIAL, E_SELECT, START_SELECT, END_OTHER},
    {"small", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"source", SPECIAL | VOID, E_OTHER, START_PARAM, END_OTHER},
    {"span", BREAKS_OUT, E_OTHER, START_OTHER, END_OTHER},
    {"strike", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"strong", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"style", SPECIAL | HEADED, E_STYLE, START_HEAD, END_OTHER},
    {"sub", BREAKS_OUT, E_OTHER, START_OTHER, END_OTHER},
    {"summary", SPECIAL, E_OTHER, START_BLOCK, END_BLOCK},
    {"sup", BREAKS_OUT, E_OTHER, START_OTHER, END_OTHER},
    {"svg", 0, E_SVG, START_SVG, END_OTHER},
    {"table", SPECIAL | SCOPED | TABLED | BREAKS_OUT, E_TABLE, START_TABLE, END_OTHER},
    {"tbody", SPECIAL | IMPLIED_ALL, E_TBODY, START_IGNORED, END_OTHER},
    {"td", SPECIAL | SCOPED | IMPLIED_ALL, E_TD, START_IGNORED, END_OTHER},
    {"template", SPECIAL | SCOPED | TABLED | HEADED, E_TEMPLATE, START_HEAD, END_TEMPLATE},
    {"textarea", SPECIAL, E_TEXTAREA, START_TEXTAREA, END_OTHER},
    {"tfoot", SPECIAL | IMPLIED_ALL, E_TFOOT, START_IGNORED, END_OTHER},
    {"th", SPECIAL | SCOPED | IMPLIED_ALL, E_TH, START_IGNORED, END_OTHER},
    {"thead", SPECIAL | IMPLIED_ALL, E_THEAD, START_IGNORED, END_OTHER},
    {"title", SPECIAL | HEADED, E_TITLE, START_HEAD, END_OTHER},
    {"tr", SPECIAL | IMPLIED_ALL, E_TR, START_IGNORED, END_OTHER},
    {"track", SPECIAL | VOID, E_OTHER, START_PARAM, END_OTHER},
    {"tt", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"u", FORMATTING | BREAKS_OUT, E_OTHER, START_FORMAT, END_FORMAT},
    {"ul", SPECIAL | LISTED | BREAKS_OUT, E_OTHER, START_BLOCK, END_BLOCK},
    {"var", BREAKS_OUT, E_OTHER, START_OTHER, END_OTHER},
    {"wbr", SPECIAL | VOID, E_OTHER, START_VOID, END_OTHER},
    {"xmp", SPECIAL, E_OTHER, START_XMP, END_OTHER},
};

/* Elements of MathML and SVG that matter to the builder (13.2.4.2, 13.2.6.5). */
static const html_element foreign_elements[] = {
    {"math:annotation-xml", SPECIAL | SCOPED | FOREIGN | MATH_SPACE, E_OTHER, START_OTHER, END_OTHER},
    {"math:mi", SPECIAL | SCOPED | FOREIGN | MATH_SPACE | TEXT_POINT, E_OTHER, START_OTHER, END_OTHER},
    {"math:mn", SPECIAL | SCOPED | FOREIGN | MATH_SPACE | TEXT_POINT, E_OTHER, START_OTHER, END_OTHER},
    {"math:mo", SPECIAL | SCOPED | FOREIGN | MATH_SPACE | TEXT_POINT, E_OTHER, START_OTHER, END_OTHER},
    {"math:ms", SPECIAL | SCOPED | FOREIGN | MATH_SPACE | TEXT_POINT, E_OTHER, START_OTHER, END_OTHER},
    {"math:mtext", SPECIAL | SCOPED | FOREIGN | MATH_SPACE | TEXT_POINT, E_OTHER, START_OTHER, END_OTHER},
    {"svg:desc", SPECIAL | SCOPED | FOREIGN | HTML_POINT, E_OTHER, START_OTHER, END_OTHER},
    {"svg:foreignObject", SPECIAL | SCOPED | FOREIGN | HTML_POINT, E_OTHER, START_OTHER, END_OTHER},
    {"svg:title", SPECIAL | SCOPED | FOREIGN | HTML_POINT, E_OTHER, START_OTHER, END_OTHER},
};

/* What is spelt with capitals (13.2.6.5), ascending in lower case. */
static const char *const svg_elements[] = {
    "altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion", "animateTransform", "clipPath",
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting",
    "feDisplacementMap", "feDistantLight", "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR",
    "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset", "fePointLight",
    "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "foreignObject", "glyphRef", "linearGradient",
    "radialGradient", "textPath",
};

static const char *const foreign_attributes[] = {
    "attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits",
    "diffuseConstant", "edgeMode", "filterUnits", "glyphRef", "gradientTransform", "gradientUnits", "kernelMatrix",
    "kernelUnitLength", "keyPoints", "keySplines", "keyTimes", "lengthAdjust", "limitingConeAngle", "markerHeight",
    "markerUnits", "markerWidth", "maskContentUnits", "maskUnits", "numOctaves", "pathLength", "patternContentUnits",
    "patternTransform", "patternUnits", "pointsAtX", "pointsAtY", "pointsAtZ", "preserveAlpha", "preserveAspectRatio",
    "primitiveUnits", "refX", "refY", "repeatCount", "repeatDur", "requiredExtensions", "requiredFeatures",
    "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles",
    "surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY", "textLength", "viewBox", "viewTarget",
    "xChannelSelector", "yChannelSelector", "zoomAndPan",
};
/* clang-format on */

/* Of a name in lower case with a name as it is spelt. */
static int compare_spelling(const void *name, const void *row)
{
    const char *a = name, *b = *(const char *const *)row;
    for (; *a && *a == ascii_lower(*b); a++)
        b++;
    return (unsigned char)*a - (unsigned char)ascii_lower(*b);
}

const html_element *html_element_named(const char *name)
{
    static const html_element other = {"", 0, E_OTHER, START_OTHER, END_OTHER};
    const html_element *row = ROW_NAMED(name, elements);
    return row ? row : &other;
}

const html_element *html_element_foreign(const char *name)
{
    static const html_element math = {"math:", FOREIGN | MATH_SPACE, E_OTHER, START_OTHER, END_OTHER};
    static const html_element svg = {"svg:", FOREIGN, E_OTHER, START_OTHER, END_OTHER};
    const html_element *row = ROW_NAMED(name, foreign_elements);
    return row ? row : strncmp(name, "math:", 5) == 0 ? &math : &svg;
}

const char *html_svg_element(const char *name)
{
    const char *const *row = bsearch(name, svg_elements, sizeof svg_elements / sizeof svg_elements[0],
                                     sizeof svg_elements[0], compare_spelling);
    return row ? *row : name;
}

const char *html_foreign_attribute(const char *name, bool svg)
{
    if (!svg)
        return strcmp(name, "definitionurl") == 0 ? "definitionURL" : name;
    const char *const *row = bsearch(name, foreign_attributes, sizeof foreign_attributes / sizeof foreign_attributes[0],
                                     sizeof foreign_attributes[0], compare_spelling);
    return row ? *row : name;
}
