#include "tex-signs.h"

#include "base/table.h"
#include "base/text.h"
#include "tex.h"

#include <string.h>

typedef struct sign_row {
    const char *sign, *command;
} sign_row;

/* Ascending by the sign's bytes. Where TeX has several names, the one that LaTeX, MathJax and KaTeX all know. */
static const sign_row signs[] = {
    {"\"", "\\text{\"}"},
    {"#", "\\#"},
    {"$", "\\$"},
    {"%", "\\%"},
    {"&", "\\&"},
    {"\\", "\\backslash"},
    {"^", "\\wedge"},
    {"_", "\\_"},
    {"`", "\\text{`}"},
    {"{", "\\{"},
    {"}", "\\}"},
    {"~", "\\textasciitilde"},
    {"±", "\\pm"},
    {"·", "\\cdot"},
    {"×", "\\times"},
    {"÷", "\\div"},
    {"Γ", "\\Gamma"},
    {"Δ", "\\Delta"},
    {"Θ", "\\Theta"},
    {"Λ", "\\Lambda"},
    {"Ξ", "\\Xi"},
    {"Π", "\\Pi"},
    {"Σ", "\\Sigma"},
    {"Υ", "\\Upsilon"},
    {"Φ", "\\Phi"},
    {"Ψ", "\\Psi"},
    {"Ω", "\\Omega"},
    {"α", "\\alpha"},
    {"β", "\\beta"},
    {"γ", "\\gamma"},
    {"δ", "\\delta"},
    {"ε", "\\varepsilon"},
    {"ζ", "\\zeta"},
    {"η", "\\eta"},
    {"θ", "\\theta"},
    {"ι", "\\iota"},
    {"κ", "\\kappa"},
    {"λ", "\\lambda"},
    {"μ", "\\mu"},
    {"ν", "\\nu"},
    {"ξ", "\\xi"},
    {"π", "\\pi"},
    {"ρ", "\\rho"},
    {"ς", "\\varsigma"},
    {"σ", "\\sigma"},
    {"τ", "\\tau"},
    {"υ", "\\upsilon"},
    {"φ", "\\varphi"},
    {"χ", "\\chi"},
    {"ψ", "\\psi"},
    {"ω", "\\omega"},
    {"ϑ", "\\vartheta"},
    {"ϕ", "\\phi"},
    {"ϖ", "\\varpi"},
    {"ϱ", "\\varrho"},
    {"ϵ", "\\epsilon"},
    {"‖", "\\Vert"},
    {"†", "\\dagger"},
    {"‡", "\\ddagger"},
    {"•", "\\bullet"},
    {"…", "\\ldots"},
    {"′", "\\prime"},
    {"ℏ", "\\hbar"},
    {"ℑ", "\\Im"},
    {"ℓ", "\\ell"},
    {"℘", "\\wp"},
    {"ℜ", "\\Re"},
    {"ℵ", "\\aleph"},
    {"←", "\\leftarrow"},
    {"↑", "\\uparrow"},
    {"→", "\\to"},
    {"↓", "\\downarrow"},
    {"↔", "\\leftrightarrow"},
    {"↗", "\\nearrow"},
    {"↘", "\\searrow"},
    {"↙", "\\swarrow"},
    {"↦", "\\mapsto"},
    {"⇌", "\\rightleftharpoons"},
    {"⇐", "\\Leftarrow"},
    {"⇒", "\\Rightarrow"},
    {"⇔", "\\Leftrightarrow"},
    {"∀", "\\forall"},
    {"∂", "\\partial"},
    {"∃", "\\exists"},
    {"∅", "\\emptyset"},
    {"∇", "\\nabla"},
    {"∈", "\\in"},
    {"∉", "\\notin"},
    {"∋", "\\ni"},
    {"∏", "\\prod"},
    {"∐", "\\coprod"},
    {"∑", "\\sum"},
    {"−", "-"},
    {"∓", "\\mp"},
    {"∖", "\\setminus"},
    {"∗", "*"},
    {"∘", "\\circ"},
    {"√", "\\surd"},
    {"∝", "\\propto"},
    {"∞", "\\infty"},
    {"∠", "\\angle"},
    {"∣", "\\mid"},
    {"∥", "\\parallel"},
    {"∧", "\\land"},
    {"∨", "\\lor"},
    {"∩", "\\cap"},
    {"∪", "\\cup"},
    {"∫", "\\int"},
    {"∬", "\\iint"},
    {"∭", "\\iiint"},
    {"∮", "\\oint"},
    {"∴", "\\therefore"},
    {"∼", "\\sim"},
    {"≃", "\\simeq"},
    {"≅", "\\cong"},
    {"≈", "\\approx"},
    {"≔", "\\coloneqq"},
    {"≠", "\\neq"},
    {"≡", "\\equiv"},
    {"≤", "\\leq"},
    {"≥", "\\geq"},
    {"≪", "\\ll"},
    {"≫", "\\gg"},
    {"⊂", "\\subset"},
    {"⊃", "\\supset"},
    {"⊆", "\\subseteq"},
    {"⊇", "\\supseteq"},
    {"⊕", "\\oplus"},
    {"⊗", "\\otimes"},
    {"⊥", "\\perp"},
    {"⋀", "\\bigwedge"},
    {"⋁", "\\bigvee"},
    {"⋂", "\\bigcap"},
    {"⋃", "\\bigcup"},
    {"⋅", "\\cdot"},
    {"⋆", "\\star"},
    {"⋮", "\\vdots"},
    {"⋯", "\\cdots"},
    {"⋱", "\\ddots"},
    {"⌈", "\\lceil"},
    {"⌉", "\\rceil"},
    {"⌊", "\\lfloor"},
    {"⌋", "\\rfloor"},
    {"△", "\\triangle"},
    {"⟨", "\\langle"},
    {"⟩", "\\rangle"},
    {"⟵", "\\longleftarrow"},
    {"⟶", "\\longrightarrow"},
    {"⟸", "\\Longleftarrow"},
    {"⟹", "\\Longrightarrow"},
    {"⟺", "\\Longleftrightarrow"},
    {"⟼", "\\longmapsto"},
    {"⨁", "\\bigoplus"},
    {"⨂", "\\bigotimes"},
    {"⩽", "\\leqslant"},
    {"⩾", "\\geqslant"},
};

void tex_put_point(uint32_t point, bool cell, buffer *out)
{
    char sign[5] = "";
    sign[text_encode(sign, point)] = '\0';
    const sign_row *row = ROW_NAMED(sign, signs);
    if (point == '|' && cell)
        buffer_text(out, "\\vert");
    else
        buffer_text(out, row ? row->command : sign);
}

/* ---- Letters ------------------------------------------------------------------------------------------------------- */

/* Letters of mathematical alphabets that stood in Unicode before the others (Unicode 15, 22.2). */
static const struct early_letter {
    uint32_t point;
    char letter;
    const char *command;
} early[] = {
    {0x2102, 'C', "\\mathbb"},  {0x210A, 'g', "\\mathcal"},  {0x210B, 'H', "\\mathcal"}, {0x210C, 'H', "\\mathfrak"},
    {0x210D, 'H', "\\mathbb"},  {0x2110, 'I', "\\mathcal"},  {0x2112, 'L', "\\mathcal"}, {0x2115, 'N', "\\mathbb"},
    {0x2119, 'P', "\\mathbb"},  {0x211A, 'Q', "\\mathbb"},   {0x211B, 'R', "\\mathcal"}, {0x211D, 'R', "\\mathbb"},
    {0x2124, 'Z', "\\mathbb"},  {0x2128, 'Z', "\\mathfrak"}, {0x212C, 'B', "\\mathcal"}, {0x212D, 'C', "\\mathfrak"},
    {0x212F, 'e', "\\mathcal"}, {0x2130, 'E', "\\mathcal"},  {0x2131, 'F', "\\mathcal"}, {0x2133, 'M', "\\mathcal"},
    {0x2134, 'o', "\\mathcal"},
};

/* The alphabets of 52 letters each, from U+1D400 on. */
static const char *const alphabets[] = {
    "\\mathbf",   "",         "\\boldsymbol", "\\mathcal", "\\mathcal", "\\mathfrak", "\\mathbb",
    "\\mathfrak", "\\mathsf", "\\mathsf",     "\\mathsf",  "\\mathsf",  "\\mathtt",
};

/* The alphabet of a letter, "" for the plain one, and its ASCII letter; NULL where it is none of these. */
static const char *alphabet_of(uint32_t point, char *letter)
{
    for (size_t i = 0; i < sizeof early / sizeof *early; i++)
        if (early[i].point == point) {
            *letter = early[i].letter;
            return early[i].command;
        }
    if (point < 0x1D400 || point >= 0x1D400 + 52 * sizeof alphabets / sizeof *alphabets)
        return NULL;
    uint32_t index = (point - 0x1D400) % 52;
    *letter = (char)(index < 26 ? 'A' + index : 'a' + index - 26);
    return alphabets[(point - 0x1D400) / 52];
}

static const char *command_of_variant(const char *variant)
{
    static const sign_row variants[] = {
        {"bold", "\\boldsymbol"},   {"bold-italic", "\\boldsymbol"}, {"double-struck", "\\mathbb"},
        {"fraktur", "\\mathfrak"},  {"monospace", "\\mathtt"},       {"normal", "\\mathrm"},
        {"sans-serif", "\\mathsf"}, {"script", "\\mathcal"},
    };
    const sign_row *row = variant ? ROW_NAMED(variant, variants) : NULL;
    return row ? row->command : "";
}

void tex_put_letter(uint32_t point, const char *variant, buffer *out)
{
    char letter = '\0';
    const char *command = alphabet_of(point, &letter);
    if (command && !*command) {
        buffer_byte(out, letter);
        return;
    }
    if (!command && text_is_letter(point) && point < 0x370)
        command = command_of_variant(variant);
    if (command && *command)
        buffer_format(out, "%s{", command);
    if (letter)
        buffer_byte(out, letter);
    else
        tex_put_point(point, false, out);
    if (command && *command)
        buffer_byte(out, '}');
}

/* ---- Names --------------------------------------------------------------------------------------------------------- */

/* Names that every TeX for the web knows, ascending; those with a blank are one word as a command. */
static const sign_row functions[] = {
    {"Pr", "\\Pr"},          {"arccos", "\\arccos"}, {"arcsin", "\\arcsin"}, {"arctan", "\\arctan"},
    {"arg", "\\arg"},        {"cos", "\\cos"},       {"cosh", "\\cosh"},     {"cot", "\\cot"},
    {"coth", "\\coth"},      {"deg", "\\deg"},       {"det", "\\det"},       {"dim", "\\dim"},
    {"exp", "\\exp"},        {"gcd", "\\gcd"},       {"hom", "\\hom"},       {"inf", "\\inf"},
    {"ker", "\\ker"},        {"lg", "\\lg"},         {"lim", "\\lim"},       {"lim inf", "\\liminf"},
    {"lim sup", "\\limsup"}, {"ln", "\\ln"},         {"log", "\\log"},       {"max", "\\max"},
    {"min", "\\min"},        {"sec", "\\sec"},       {"sin", "\\sin"},       {"sinh", "\\sinh"},
    {"sup", "\\sup"},        {"tan", "\\tan"},       {"tanh", "\\tanh"},
};

bool tex_is_function(const char *name)
{
    return ROW_NAMED(name, functions) != NULL;
}

void tex_put_function(const char *name, buffer *out)
{
    const sign_row *row = ROW_NAMED(name, functions);
    buffer_text(out, row ? row->command : name);
}

bool tex_function_takes_limits(const char *name)
{
    const sign_row *row = ROW_NAMED(name, functions);
    const tex_command *command = row ? tex_command_named(row->command + 1, strlen(row->command) - 1) : NULL;
    return command && (command->traits & TEX_LIMITS);
}

bool tex_is_infix(const char *sign)
{
    return text_in_list("+ − - ± ∓ × ÷ ⋅ · = ≠ < > ≤ ≥ ⩽ ⩾ ≈ ≃ ≡ ∈ ∉ ⊂ ⊃ ⊆ ⊇ ∪ ∩ ∧ ∨ → ← ↔ ⇒ ⇐ ⇔ ⟹ ⟺ ↦ ∼ ∝ ⊥ ∥ ∣ ≔ ∖",
                        sign);
}
