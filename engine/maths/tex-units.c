/* Numbers and units as siunitx writes them (the package's manual, sections 3 and 4), to TeX. */
#include "tex-expand.h"

#include "base/table.h"
#include "base/text.h"

#include <string.h>

enum { NAME_MOST = 24 };

/* Prefixes and units, ascending; a prefix is joined to the unit after it. */
static const struct unit_row {
    const char *name, *symbol;
    bool prefix;
} units[] = {
    {"A", "A", false},
    {"ampere", "A", false},
    {"bar", "bar", false},
    {"becquerel", "Bq", false},
    {"bit", "bit", false},
    {"byte", "B", false},
    {"candela", "cd", false},
    {"celsius", "°C", false},
    {"centi", "c", true},
    {"cm", "cm", false},
    {"coulomb", "C", false},
    {"day", "d", false},
    {"deca", "da", true},
    {"deci", "d", true},
    {"decibel", "dB", false},
    {"degree", "°", false},
    {"degreeCelsius", "°C", false},
    {"eV", "eV", false},
    {"electronvolt", "eV", false},
    {"farad", "F", false},
    {"g", "g", false},
    {"giga", "G", true},
    {"gram", "g", false},
    {"gramme", "g", false},
    {"gray", "Gy", false},
    {"hectare", "ha", false},
    {"hecto", "h", true},
    {"henry", "H", false},
    {"hertz", "Hz", false},
    {"hour", "h", false},
    {"joule", "J", false},
    {"kelvin", "K", false},
    {"kg", "kg", false},
    {"kilo", "k", true},
    {"kilogram", "kg", false},
    {"kilogramme", "kg", false},
    {"km", "km", false},
    {"liter", "L", false},
    {"litre", "L", false},
    {"lumen", "lm", false},
    {"lux", "lx", false},
    {"m", "m", false},
    {"mega", "M", true},
    {"meter", "m", false},
    {"metre", "m", false},
    {"micro", "µ", true},
    {"milli", "m", true},
    {"minute", "min", false},
    {"mm", "mm", false},
    {"mol", "mol", false},
    {"mole", "mol", false},
    {"nano", "n", true},
    {"newton", "N", false},
    {"nm", "nm", false},
    {"ohm", "Ω", false},
    {"pascal", "Pa", false},
    {"percent", "\\%", false},
    {"pico", "p", true},
    {"radian", "rad", false},
    {"s", "s", false},
    {"second", "s", false},
    {"siemens", "S", false},
    {"sievert", "Sv", false},
    {"tera", "T", true},
    {"tesla", "T", false},
    {"tonne", "t", false},
    {"volt", "V", false},
    {"watt", "W", false},
    {"weber", "Wb", false},
};

/* ---- Numbers ---------------------------------------------------------------------------------------------------- */

/* Adds digits, in groups of three from five on. */
static void put_digits(const char *digits, size_t count, buffer *out)
{
    enum { GROUP = 3, FEW = 4 };
    for (size_t i = 0; i < count; i++) {
        if (i && count > FEW && (count - i) % GROUP == 0)
            buffer_text(out, "\\,");
        buffer_byte(out, digits[i]);
    }
}

static void put_number(const char *at, bool comma, buffer *out)
{
    while (*at) {
        size_t digits = strspn(at, "0123456789");
        bool mark = (*at == '.' || *at == ',') && text_is_digit((unsigned char)at[1]);
        if (digits) {
            put_digits(at, digits, out);
            at += digits;
        } else if (mark) {
            at++;
            digits = strspn(at, "0123456789");
            buffer_text(out, comma ? "{,}" : ".");
            buffer_add(out, at, digits);
            at += digits;
        } else if (*at == 'e' || *at == 'E' || *at == 'd') {
            size_t size = strspn(++at, "+-0123456789");
            buffer_format(out,
                          out->size && text_is_digit((unsigned char)out->data[out->size - 1]) ? "\\times 10^{%.*s}"
                                                                                              : "10^{%.*s}",
                          (int)size, at + (*at == '+'));
            at += size;
        } else if (text_begins(at, "+-")) {
            buffer_text(out, "\\pm ");
            at += 2;
        } else if (*at == 'x') {
            buffer_text(out, "\\times ");
            at++;
        } else if (!ascii_is_space(*at++))
            buffer_byte(out, at[-1]);
    }
}

/* ---- Units ------------------------------------------------------------------------------------------------------ */

typedef struct unit_writing {
    buffer *out;
    size_t begin;
    bool inverse;      /* "\per" stands before */
    const char *power; /* "\square" or "\cubic" stands before; "" for none */
    buffer prefix;
} unit_writing;

static void put_power(unit_writing *w, const char *power, size_t size)
{
    if (w->inverse || size)
        buffer_format(w->out, "^{%s%.*s}", w->inverse ? "-" : "", size ? (int)size : 1, size ? power : "1");
    w->inverse = false;
    w->power = "";
}

/* The power that a command after the unit says: "\squared", "\cubed", "\tothe{4}". */
static const char *take_power(const char *at, const char **power, size_t *size)
{
    static const char *const words[][2] = {{"\\squared", "2"}, {"\\cubed", "3"}};
    while (*at == ' ')
        at++;
    for (size_t i = 0; i < 2; i++)
        if (text_begins(at, words[i][0])) {
            *power = words[i][1];
            *size = 1;
            return at + strlen(words[i][0]);
        }
    if (text_begins(at, "\\tothe{")) {
        *power = at + strlen("\\tothe{");
        *size = strcspn(*power, "}");
        return *power + *size + ((*power)[*size] == '}');
    }
    return at;
}

/* A command of a unit; what is none is kept, for the TeX reader to say. */
static const char *put_command(unit_writing *w, const char *at)
{
    char name[NAME_MOST] = "";
    size_t size = 0;
    while (ascii_is_letter(at[1 + size]))
        size++;
    const char *next = at + 1 + size + !size;
    if (size && size < sizeof name)
        memcpy(name, at + 1, size);
    if (strcmp(name, "per") == 0)
        w->inverse = true;
    else if (strcmp(name, "square") == 0 || strcmp(name, "cubic") == 0)
        w->power = *name == 's' ? "2" : "3";
    const struct unit_row *row = *name ? ROW_NAMED(name, units) : NULL;
    if (w->inverse && strcmp(name, "per") == 0)
        return next;
    if (*w->power && (strcmp(name, "square") == 0 || strcmp(name, "cubic") == 0))
        return next;
    if (!row) {
        buffer_add(w->out, at, (size_t)(next - at));
        return next;
    }
    if (row->prefix) {
        buffer_text(&w->prefix, row->symbol);
        return next;
    }
    const char *power = w->power;
    size_t digits = strlen(power);
    next = take_power(next, &power, &digits);
    if (w->out->size > w->begin)
        buffer_text(w->out, "\\,");
    buffer_format(w->out, "\\mathrm{%s%s}", buffer_string(&w->prefix), row->symbol);
    buffer_reset(&w->prefix);
    put_power(w, power, digits);
    return next;
}

static void put_unit(const char *at, buffer *out)
{
    unit_writing w = {.out = out, .begin = out->size, .power = "", .prefix = BUFFER_EMPTY};
    while (*at) {
        size_t letters = 0, length;
        while (ascii_is_letter(at[letters]))
            letters++;
        if (*at == '\\')
            at = put_command(&w, at);
        else if (letters) {
            buffer_format(out, "\\mathrm{%.*s}", (int)letters, at);
            at += letters;
        } else if (*at == '.' || *at == '~') {
            buffer_text(out, *at == '.' ? "\\cdot " : "\\,");
            at++;
        } else {
            text_decode(at, strlen(at), &length);
            buffer_add(out, at, length);
            at += length;
        }
    }
    buffer_free(&w.prefix);
}

void tex_quantity(const char *number, const char *unit, bool comma, buffer *out)
{
    buffer_byte(out, '{');
    buffer inner = BUFFER_EMPTY;
    if (number)
        put_number(number, comma, &inner);
    if (number && unit)
        buffer_text(&inner, "\\,");
    buffer_text(out, buffer_string(&inner));
    buffer_free(&inner);
    if (unit)
        put_unit(unit, out);
    buffer_byte(out, '}');
}
