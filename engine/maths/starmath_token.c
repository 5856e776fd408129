/* Tokens of MathML in StarMath's words, by tables; what StarMath has no word for, or would misread, is quoted text. */
#include "starmath.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

typedef struct star_word {
    const char *sign; /* as MathML has it */
    const char *word;
    star_kind kind;
} star_word;

/* Ascending by bytes. */
static const star_word words[] = {
    {"!=", "<>", STAR_RELATION},
    {"'", "\"′\"", STAR_ATOM},
    {"''", "\"″\"", STAR_ATOM},
    {"*", "*", STAR_PRODUCT},
    {"+", "+", STAR_SIGN},
    {",", "\",\"", STAR_SEPARATOR},
    {"-", "-", STAR_SIGN},
    {"->", "rightarrow", STAR_SPACED},
    {"...", "dotslow", STAR_ATOM},
    {"/", "/", STAR_PRODUCT},
    {":", "\":\"", STAR_SPACED},
    {":=", "\":=\"", STAR_SPACED},
    {";", "\";\"", STAR_SEPARATOR},
    {"<", "<", STAR_RELATION},
    {"<=", "<=", STAR_RELATION},
    {"=", "=", STAR_RELATION},
    {"==", "\"==\"", STAR_SPACED},
    {">", ">", STAR_RELATION},
    {">=", ">=", STAR_RELATION},
    {"\\", "setminus", STAR_PRODUCT},
    {"~", "sim", STAR_RELATION},
    {"¬", "neg", STAR_PREFIX},
    {"±", "+-", STAR_SIGN},
    {"·", "cdot", STAR_PRODUCT},
    {"×", "times", STAR_PRODUCT},
    {"÷", "div", STAR_PRODUCT},
    {"…", "dotslow", STAR_ATOM},
    {"ℏ", "hbar", STAR_ATOM},
    {"ℑ", "im", STAR_ATOM},
    {"℘", "wp", STAR_ATOM},
    {"ℜ", "re", STAR_ATOM},
    {"ℵ", "aleph", STAR_ATOM},
    {"ⅆ", "d", STAR_ATOM},
    {"ⅇ", "e", STAR_ATOM},
    {"ⅈ", "i", STAR_ATOM},
    {"←", "leftarrow", STAR_SPACED},
    {"↑", "uparrow", STAR_SPACED},
    {"→", "rightarrow", STAR_SPACED},
    {"↓", "downarrow", STAR_SPACED},
    {"⇐", "dlarrow", STAR_SPACED},
    {"⇒", "drarrow", STAR_SPACED},
    {"⇔", "dlrarrow", STAR_SPACED},
    {"∀", "forall", STAR_ATOM},
    {"∂", "partial", STAR_ATOM},
    {"∃", "exists", STAR_ATOM},
    {"∄", "notexists", STAR_ATOM},
    {"∅", "emptyset", STAR_ATOM},
    {"∇", "nabla", STAR_ATOM},
    {"∈", "in", STAR_RELATION},
    {"∉", "notin", STAR_RELATION},
    {"∋", "owns", STAR_RELATION},
    {"∏", "prod", STAR_BIG},
    {"∐", "coprod", STAR_BIG},
    {"∑", "sum", STAR_BIG},
    {"−", "-", STAR_SIGN},
    {"∓", "-+", STAR_SIGN},
    {"∕", "/", STAR_PRODUCT},
    {"∖", "setminus", STAR_PRODUCT},
    {"∗", "*", STAR_PRODUCT},
    {"∘", "circ", STAR_SPACED},
    {"∝", "prop", STAR_RELATION},
    {"∞", "infinity", STAR_ATOM},
    {"∣", "divides", STAR_RELATION},
    {"∤", "ndivides", STAR_RELATION},
    {"∥", "parallel", STAR_RELATION},
    {"∧", "and", STAR_PRODUCT},
    {"∨", "or", STAR_RELATION},
    {"∩", "intersection", STAR_PRODUCT},
    {"∪", "union", STAR_RELATION},
    {"∫", "int", STAR_BIG},
    {"∬", "iint", STAR_BIG},
    {"∭", "iiint", STAR_BIG},
    {"∮", "lint", STAR_BIG},
    {"∯", "llint", STAR_BIG},
    {"∰", "lllint", STAR_BIG},
    {"∼", "sim", STAR_RELATION},
    {"≃", "simeq", STAR_RELATION},
    {"≈", "approx", STAR_RELATION},
    {"≝", "def", STAR_RELATION},
    {"≠", "<>", STAR_RELATION},
    {"≡", "equiv", STAR_RELATION},
    {"≤", "<=", STAR_RELATION},
    {"≥", ">=", STAR_RELATION},
    {"≪", "<<", STAR_RELATION},
    {"≫", ">>", STAR_RELATION},
    {"≺", "prec", STAR_RELATION},
    {"≻", "succ", STAR_RELATION},
    {"⊂", "subset", STAR_RELATION},
    {"⊃", "supset", STAR_RELATION},
    {"⊄", "nsubset", STAR_RELATION},
    {"⊅", "nsupset", STAR_RELATION},
    {"⊆", "subseteq", STAR_RELATION},
    {"⊇", "supseteq", STAR_RELATION},
    {"⊈", "nsubseteq", STAR_RELATION},
    {"⊉", "nsupseteq", STAR_RELATION},
    {"⊕", "oplus", STAR_RELATION},
    {"⊖", "ominus", STAR_RELATION},
    {"⊗", "otimes", STAR_PRODUCT},
    {"⊘", "odivide", STAR_PRODUCT},
    {"⊙", "odot", STAR_PRODUCT},
    {"⊥", "ortho", STAR_RELATION},
    {"⊶", "transl", STAR_RELATION},
    {"⊷", "transr", STAR_RELATION},
    {"⋀", "size *1.5 \"⋀\"", STAR_TERM},
    {"⋁", "size *1.5 \"⋁\"", STAR_TERM},
    {"⋂", "size *1.5 \"⋂\"", STAR_TERM},
    {"⋃", "size *1.5 \"⋃\"", STAR_TERM},
    {"⋅", "cdot", STAR_PRODUCT},
    {"⋮", "dotsvert", STAR_ATOM},
    {"⋯", "dotsaxis", STAR_ATOM},
    {"⋰", "dotsup", STAR_ATOM},
    {"⋱", "dotsdown", STAR_ATOM},
    {"⟵", "leftarrow", STAR_SPACED},
    {"⟶", "rightarrow", STAR_SPACED},
    {"⟸", "dlarrow", STAR_SPACED},
    {"⟹", "drarrow", STAR_SPACED},
    {"⟺", "dlrarrow", STAR_SPACED},
    {"⨁", "size *1.5 \"⨁\"", STAR_TERM},
    {"⨂", "size *1.5 \"⨂\"", STAR_TERM},
    {"⩽", "leslant", STAR_RELATION},
    {"⩾", "geslant", STAR_RELATION},
};

enum { BRACKETS = 1, BRACES, ANGLES, FLOORS, CEILINGS, DOUBLE_BRACKETS, BARS, DOUBLE_BARS, SQUARE };

static const star_fence fences[] = {
    {"(", {"(", "("}, NULL, BRACKETS, BRACKETS, STAR_LEFT, false},
    {")", {")", ")"}, NULL, BRACKETS, BRACKETS, STAR_RIGHT, false},
    {"[", {"[", "["}, NULL, BRACKETS, SQUARE, STAR_LEFT, true},
    {"]", {"]", "]"}, NULL, BRACKETS, SQUARE, STAR_RIGHT, true},
    {"{", {"lbrace", "lbrace"}, NULL, BRACES, BRACES, STAR_LEFT, false},
    {"}", {"rbrace", "rbrace"}, NULL, BRACES, BRACES, STAR_RIGHT, false},
    {"|", {"lline", "rline"}, "divides", BARS, BARS, STAR_EITHER, false},
    {"‖", {"ldline", "rdline"}, "parallel", DOUBLE_BARS, DOUBLE_BARS, STAR_EITHER, false},
    {"||", {"ldline", "rdline"}, "parallel", DOUBLE_BARS, DOUBLE_BARS, STAR_EITHER, false},
    {"⟨", {"langle", "langle"}, NULL, ANGLES, ANGLES, STAR_LEFT, false},
    {"⟩", {"rangle", "rangle"}, NULL, ANGLES, ANGLES, STAR_RIGHT, false},
    {"〈", {"langle", "langle"}, NULL, ANGLES, ANGLES, STAR_LEFT, false},
    {"〉", {"rangle", "rangle"}, NULL, ANGLES, ANGLES, STAR_RIGHT, false},
    {"⌊", {"lfloor", "lfloor"}, NULL, FLOORS, FLOORS, STAR_LEFT, false},
    {"⌋", {"rfloor", "rfloor"}, NULL, FLOORS, FLOORS, STAR_RIGHT, false},
    {"⌈", {"lceil", "lceil"}, NULL, CEILINGS, CEILINGS, STAR_LEFT, false},
    {"⌉", {"rceil", "rceil"}, NULL, CEILINGS, CEILINGS, STAR_RIGHT, false},
    {"⟦", {"ldbracket", "ldbracket"}, NULL, DOUBLE_BRACKETS, DOUBLE_BRACKETS, STAR_LEFT, false},
    {"⟧", {"rdbracket", "rdbracket"}, NULL, DOUBLE_BRACKETS, DOUBLE_BRACKETS, STAR_RIGHT, false},
};

/* Names of functions that are StarMath's own; each is a token that takes scripts. */
static const char functions[] =
    "arccos arccot arcosh arcoth arcsin arctan arsinh artanh cos cosh cot coth exp ln log sin "
    "sinh tan tanh";
static const char limits[] = "lim liminf limsup";

/* StarMath's words of Latin letters; the case of letters means nothing. */
static const char keywords[] =
    "abs acute aleph alignb alignc alignl alignm alignr alignt and approx arccos arccot arcosh arcoth arcsin arctan arsinh "
    "artanh backepsilon bar binom bold boper breve bslash cdot check circ circle color coprod cos cosh cot coth csub csup "
    "dddot ddot def div divides dlarrow dlrarrow dot dotsaxis dotsdiag dotsdown dotslow dotsup dotsvert downarrow drarrow "
    "emptyset equiv evaluate exists exp fact fixed font forall fourier frac from func ge geslant gg grave gt hadd harpoon "
    "hat hbar hex iiint iint im in infinity infty int intd intersection it ital italic lambdabar langle laplace lbrace "
    "lceil ldbracket ldline le left leftarrow leftharpoon leftvec leslant lfloor lim liminf limsup lint ll lline llint "
    "lllint ln log lrdline lrline lsub lsup lt maj matrix minusplus mline nabla nbold ndivides neg neq newline ni nitalic "
    "none nospace notexists notin nprec nroot nsubset nsubseteq nsucc nsupset nsupseteq odivide odot ominus oper oplus or "
    "ortho otimes over overbrace overline overstrike owns parallel partial phantom plusminus prec preccurlyeq precsim prod "
    "prop rangle rbrace rceil rdbracket rdline re rfloor right rightarrow rline rsub rsup sans serif setC setN setQ setR "
    "setZ setminus setquotient sim simeq sin sinh size slash sqrt stack sub subset subseteq succ succcurlyeq succsim sum "
    "sup supset supseteq tan tanh tilde times to toward transl transr underbrace underline union uoper uparrow vec "
    "widebslash wideharpoon widehat wideleftharpoon wideleftvec wideslash widetilde widevec wp";

bool star_is_keyword(const char *word)
{
    return text_in_list(keywords, word);
}

static int compare_word(const void *sign, const void *row)
{
    return strcmp(sign, ((const star_word *)row)->sign);
}

static const star_word *word_of(const char *sign)
{
    return bsearch(sign, words, sizeof words / sizeof words[0], sizeof words[0], compare_word);
}

static const star_fence *fence_of(const char *sign)
{
    for (size_t i = 0; i < sizeof fences / sizeof fences[0]; i++)
        if (strcmp(fences[i].sign, sign) == 0)
            return &fences[i];
    return NULL;
}

/* ---- Letters and their looks ------------------------------------------------------------------------------------ */

/* mathvariant (MathML 3, 3.2.2): what stands before an identifier, and whether that is upright, which quoted text is. */
static const struct star_variant {
    const char *name, *before;
    bool upright;
    uint32_t capitals; /* where Unicode has the alphabet that StarMath has no word for; 0 where there is a word */
} variants[] = {
    {"normal", "", true, 0},
    {"italic", "", false, 0},
    {"bold", "bold", true, 0},
    {"bold-italic", "bold", false, 0},
    {"script", "", true, 0x1D49C},
    {"bold-script", "", true, 0x1D4D0},
    {"fraktur", "", true, 0x1D504},
    {"double-struck", "", true, 0x1D538},
    {"bold-fraktur", "", true, 0x1D56C},
    {"sans-serif", "font sans", true, 0},
    {"bold-sans-serif", "font sans bold", true, 0},
    {"sans-serif-italic", "font sans", false, 0},
    {"sans-serif-bold-italic", "font sans bold", false, 0},
    {"monospace", "font fixed", true, 0},
};

typedef struct star_variant star_variant;

/* The look of each mathematical alphabet from U+1D400 on, 52 letters each (Unicode 15, 22.2). */
static const uint8_t alphabets[] = {2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

/* Letters that these alphabets have elsewhere. */
static const struct {
    uint32_t from, to;
} moved[] = {
    {0x1D455, 0x210E}, {0x1D49D, 0x212C}, {0x1D4A0, 0x2130}, {0x1D4A1, 0x2131}, {0x1D4A3, 0x210B}, {0x1D4A4, 0x2110},
    {0x1D4A7, 0x2112}, {0x1D4A8, 0x2133}, {0x1D4AD, 0x211B}, {0x1D4BA, 0x212F}, {0x1D4BC, 0x210A}, {0x1D4C4, 0x2134},
    {0x1D506, 0x212D}, {0x1D50B, 0x210C}, {0x1D50C, 0x2111}, {0x1D515, 0x211C}, {0x1D51D, 0x2128}, {0x1D53A, 0x2102},
    {0x1D53F, 0x210D}, {0x1D545, 0x2115}, {0x1D547, 0x2119}, {0x1D548, 0x211A}, {0x1D549, 0x211D}, {0x1D551, 0x2124},
};

static const star_variant *variant_named(const char *name)
{
    for (size_t i = 0; name && i < sizeof variants / sizeof variants[0]; i++)
        if (text_same(variants[i].name, name))
            return &variants[i];
    return NULL;
}

/* A letter of a mathematical alphabet that StarMath has a word for: its plain letter, and the look. */
static uint32_t plain_letter(uint32_t point, const star_variant **variant)
{
    if (point == 0x210E) {
        *variant = &variants[1];
        return 'h';
    }
    uint32_t offset = point - 0x1D400;
    if (point < 0x1D400 || offset / 52 >= sizeof alphabets || variants[alphabets[offset / 52]].capitals)
        return point;
    *variant = &variants[alphabets[offset / 52]];
    return (offset % 52 < 26 ? 'A' : 'a' - 26) + offset % 52;
}

/* A plain letter in an alphabet that Unicode alone has. */
static uint32_t special_letter(uint32_t point, const star_variant *variant)
{
    if (!variant || !variant->capitals || point > 'z' || !ascii_is_letter((char)point))
        return point;
    uint32_t made = variant->capitals + (point <= 'Z' ? point - 'A' : point - 'a' + 26);
    for (size_t i = 0; i < sizeof moved / sizeof moved[0]; i++)
        if (moved[i].from == made)
            return moved[i].to;
    return made;
}

/* ---- Tokens ----------------------------------------------------------------------------------------------------- */

static void add_quoted(buffer *out, const char *text, const star_variant *variant)
{
    buffer_byte(out, '"');
    while (*text) {
        uint32_t point = special_letter(text_next(&text), variant);
        if (point == '"')
            buffer_byte(out, '\\');
        buffer_point(out, point == '\n' || point == '\t' ? ' ' : point);
        if (point == '\\' && (!*text || *text == '"'))
            buffer_byte(out, ' '); /* else it would take the mark's meaning away */
    }
    buffer_byte(out, '"');
}

static star_piece *quoted(arena *pool, star_kind kind, const char *text, const star_variant *variant)
{
    buffer made = BUFFER_EMPTY;
    add_quoted(&made, text, variant);
    star_piece *piece = star_new(pool, kind, arena_string(pool, buffer_string(&made)));
    buffer_free(&made);
    if (piece && variant && *variant->before) {
        if (!variant->upright)
            star_before(pool, piece, "ital");
        star_before(pool, piece, variant->before);
        piece->kind = STAR_TERM;
    }
    return piece;
}

/* Letters that StarMath takes for an identifier and sets as one. */
static bool is_identifier(uint32_t point)
{
    return text_is_letter(point) && point < 0x400 && !(point >= 0x300 && point < 0x370);
}

/* A number that StarMath reads as one: digits, and one point between. */
static bool is_number(const char *text)
{
    size_t whole = strspn(text, "0123456789");
    const char *rest = text + whole;
    if (!whole || !*rest)
        return whole > 0;
    size_t part = *rest == '.' ? strspn(rest + 1, "0123456789") : 0;
    return part && !rest[1 + part];
}

/* A token of one letter: italic where nothing else is said (MathML 3, 3.2.3). */
static star_piece *letter(arena *pool, const char *text, uint32_t point, const star_variant *variant)
{
    char plain[5] = "";
    bool upright = variant && (variant->upright || variant->capitals), known = is_identifier(point);
    text_encode(plain, point);
    if (!known)
        return quoted(pool, STAR_ATOM, text, variant);
    star_piece *piece =
        upright ? quoted(pool, STAR_ATOM, plain, variant) : star_new(pool, STAR_ATOM, arena_string(pool, plain));
    if (!upright && variant && *variant->before) {
        star_before(pool, piece, variant->before);
        if (piece)
            piece->kind = STAR_TERM;
    }
    if (piece && piece->first == piece->last && !(variant && variant->capitals)) {
        piece->letter = arena_string(pool, plain);
        piece->upright = upright;
    }
    return piece;
}

/* An identifier, or the name of a function. */
static star_piece *identifier(arena *pool, const ard_node *token, const char *text)
{
    const char *at = text;
    const star_variant *variant = variant_named(node_attribute(token, "mathvariant"));
    uint32_t point = plain_letter(text_next(&at), &variant);
    const star_word *word = word_of(text);
    if (word && word->kind == STAR_ATOM && (!variant || variant == variants))
        return star_new(pool, STAR_ATOM, word->word);
    if (!*at)
        return letter(pool, text, point, variant);
    if (text_in_list(functions, text) && (!variant || variant == variants))
        return star_new(pool, STAR_ATOM, arena_string(pool, text));
    if (text_in_list(limits, text))
        return star_new(pool, STAR_BIG, arena_string(pool, text));
    star_piece *piece = quoted(pool, STAR_ATOM, text, variant);
    if (piece && variant == &variants[1]) {
        star_before(pool, piece, "ital");
        piece->kind = STAR_TERM;
    }
    return piece;
}

static star_piece *operator(arena *pool, const ard_node *token, const char *text)
{
    const star_word *word = word_of(text);
    const star_fence *fence = fence_of(text);
    const char *at = text;
    uint32_t point = text_next(&at);
    if (fence) {
        star_piece *piece = star_new(pool, STAR_FENCE, "");
        if (piece)
            piece->fence = fence;
        return piece;
    }
    if (word)
        return star_new(pool, word->kind, word->word);
    if (point >= 0x2061 && point <= 0x2064 && !*at)
        return star_new(pool, STAR_EMPTY, "");
    if (text_is_letter(point) && *at)
        return identifier(pool, token, text);
    bool spaced = (point >= 0x2190 && point < 0x2300) || (point >= 0x27C0 && point < 0x2B00);
    return quoted(pool, spaced && !*at ? STAR_SPACED : STAR_ATOM, text, NULL);
}

/* Words as they are; a string literal (ms) in its quotes. */
static star_piece *text_token(arena *pool, const ard_node *token, const char *text)
{
    const star_variant *variant = variant_named(node_attribute(token, "mathvariant"));
    if (strcmp(token->text, "ms") != 0)
        return quoted(pool, STAR_ATOM, text, variant);
    buffer made = BUFFER_EMPTY;
    buffer_byte(&made, '"');
    buffer_text(&made, text);
    buffer_byte(&made, '"');
    star_piece *piece = quoted(pool, STAR_ATOM, buffer_string(&made), variant);
    buffer_free(&made);
    return piece;
}

star_piece *star_token(arena *pool, const ard_node *token)
{
    const char *text = token->first && token->first->kind == TEXT ? token->first->text : "", *name = token->text;
    if (!*text)
        return star_new(pool, STAR_EMPTY, "");
    if (text_is_blank(text))
        return star_new(pool, STAR_BLANK, "~");
    if (strcmp(name, "mo") == 0)
        return operator(pool, token, text);
    if (strcmp(name, "mi") == 0)
        return identifier(pool, token, text);
    if (strcmp(name, "mn") == 0 && is_number(text) && !node_attribute(token, "mathvariant"))
        return star_new(pool, STAR_ATOM, arena_string(pool, text));
    if (strcmp(name, "mn") == 0 && word_of(text) && word_of(text)->kind == STAR_ATOM)
        return star_new(pool, STAR_ATOM, word_of(text)->word);
    return text_token(pool, token, text);
}
