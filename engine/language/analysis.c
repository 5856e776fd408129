#include "analysis.h"

#include "base/memory.h"
#include "base/text.h"
#include "context.h"
#include "exceptions.h"
#include "graphemes.h"
#include "liaisons.h"
#include "memo.h"
#include "syllables.h"

#include <stdlib.h>
#include <string.h>

/* What of a class a spelling hangs on. */
enum { SPELLING_CLASS = WORD_PARTS | WORD_NUMBER | WORD_THIRD | WORD_SOUNDED };

struct analyser {
    conventions conventions;
    const grapheme_rules *rules;
    const exceptions *exceptions;
    context *context;
    liaisons *liaisons;
    memo *memo;
    token_list tokens;
    memo_form **forms; /* of the tokens of the text; NULL for what is no word */
    const context_word **words;
    size_t room;  /* of both */
    token single; /* of analyse_word */
};

analyser *analyser_new(arena *pool, const conventions *c)
{
    analyser *a = arena_alloc(pool, sizeof *a);
    if (!a)
        return NULL;
    a->conventions = c ? *c : (conventions){.oral = false};
    a->rules = graphemes_compile(pool);
    a->exceptions = exceptions_new(pool, a->conventions.exceptions);
    a->context = context_new(pool);
    a->liaisons = liaisons_new(pool);
    a->memo = memo_new();
    if (a->rules && a->exceptions && a->context && a->liaisons && a->memo)
        return a;
    analyser_end(a);
    return NULL;
}

void analyser_end(analyser *a)
{
    if (!a)
        return;
    if (a->context)
        context_end(a->context);
    memo_free(a->memo);
    tokens_free(&a->tokens);
    free(a->forms);
    free(a->words);
    a->context = NULL;
    a->memo = NULL;
    a->forms = NULL;
    a->words = NULL;
    a->room = 0;
}

/* ---- One word ----------------------------------------------------------------------------------------------------- */

static memo_form *look(analyser *a, const char *word, size_t size)
{
    memo_form *form = memo_find(a->memo, word, size);
    if (form && !form->known) {
        context_look(a->context, word, size, &form->word);
        form->exception = exceptions_find(a->exceptions, word, size);
        form->known = true;
    }
    return form;
}

/* Takes a form apart as a word of a class: its graphemes by a person's rows, then as a homograph, then by the rules. */
static const spelling *spell(analyser *a, memo_form *form, word_class class)
{
    uint32_t key = class & SPELLING_CLASS;
    const memo_spelling *known = form->spellings;
    while (known && known->class != key)
        known = known->next;
    if (known)
        return known->spelling;
    spelling s;
    s.count = s.syllable_count = 0;
    bool cut = form->exception && exceptions_graphemes(a->exceptions, form->exception, class, form->size, &s);
    if (!cut)
        cut = graphemes_cut(a->rules, form->text, form->size, class, &s);
    if (cut) {
        syllables_cut(form->text, &a->conventions, &s);
        if (form->exception)
            exceptions_syllables(a->exceptions, form->exception, &s);
    }
    known = memo_add(a->memo, form, key, cut ? &s : NULL);
    return known ? known->spelling : NULL;
}

const token *analyse_word(analyser *a, const char *word, size_t size)
{
    memo_trim(a->memo);
    a->single = (token){.size = (uint32_t)size, .kind = TOKEN_WORD, .sentence_begins = true};
    memo_form *form = look(a, word, size);
    if (form) {
        a->single.class = context_alone(&form->word);
        if (a->single.class & WORD_NUMERAL) /* alone, six and dix are said whole */
            a->single.class = (word_class)(a->single.class | WORD_SOUNDED);
        a->single.spelling = spell(a, form, a->single.class);
    }
    return &a->single;
}

/* ---- A text ------------------------------------------------------------------------------------------------------- */

static bool make_room(analyser *a, size_t count)
{
    if (count <= a->room)
        return true;
    size_t room = count + count / 2;
    memo_form **forms = memory_resize(a->forms, room * sizeof *forms);
    if (forms)
        a->forms = forms;
    const context_word **words = forms ? memory_resize(a->words, room * sizeof *words) : NULL;
    if (!words)
        return false;
    a->words = words;
    a->room = room;
    return true;
}

static void look_all(analyser *a, const char *text)
{
    for (size_t i = 0; i < a->tokens.count; i++) {
        const token *t = &a->tokens.tokens[i];
        bool word = t->kind == TOKEN_WORD || t->kind == TOKEN_ELISION;
        a->forms[i] = word ? look(a, text + t->start, t->size) : NULL;
        a->words[i] = a->forms[i] ? &a->forms[i]->word : NULL;
    }
}

/* Whether a number of six, eight or ten things stands before their name: its last consonant is not heard as such then,
 * but "j'en ai six", "six et deux" (Grevisse and Goosse, Le Bon Usage, numerals). */
static bool counts_next(const token *t, const token *end)
{
    if (t + 2 >= end || t[1].kind != TOKEN_BLANK || t[2].kind != TOKEN_WORD)
        return false;
    return (t[2].class & (WORD_NOUN | WORD_ADJECTIVE | WORD_NUMERAL | WORD_NAME | WORD_PAST_PARTICIPLE)) != 0;
}

static bool is_such_number(const char *word, size_t size)
{
    static const char *const numbers[] = {"six", "dix", "huit", "Six", "Dix", "Huit"};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (text_is(word, size, numbers[i]))
            return true;
    return false;
}

static void settle_numerals(const char *text, token *t, const token *end)
{
    for (; t < end; t++)
        if (t->class & WORD_NUMERAL && is_such_number(text + t->start, t->size) && !counts_next(t, end))
            t->class = (word_class)(t->class | WORD_SOUNDED);
}

const token *analyse_text(analyser *a, const char *text, size_t size, const char *language, size_t *count)
{
    *count = 0;
    memo_trim(a->memo);
    if (!tokens_cut(&a->tokens, text, size, language))
        return NULL;
    token *tokens = a->tokens.tokens;
    size_t many = a->tokens.count;
    if (text_in_language(language, "fr")) {
        if (!make_room(a, many))
            return NULL;
        look_all(a, text);
        if (!context_decide(a->context, text, tokens, many, a->words))
            return NULL;
        settle_numerals(text, tokens, tokens + many);
        for (size_t i = 0; i < many; i++)
            if (a->forms[i])
                tokens[i].spelling = spell(a, a->forms[i], tokens[i].class);
        liaisons_mark(a->liaisons, text, tokens, many);
    }
    *count = many;
    return tokens;
}
