/* Profiles: what the shipped ones say of their values (issue: "pas de preuve" where there is none), how comments are taken
 * apart (doc/profiles.md), and profiles of one's own, which nobody else reads. */
#include "tests/unit/check.h"

#include "ardoise.h"

#include <ftw.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char home[] = "/tmp/ardoise-profiles-XXXXXX";
static ard_context *context;

static const ard_profile_value *value_of(const ard_profile *profile, const char *key)
{
    for (size_t i = 0; profile && i < profile->count; i++)
        if (strcmp(profile->values[i].key, key) == 0)
            return &profile->values[i];
    return NULL;
}

static const char *path_of(const char *name)
{
    static char path[512];
    snprintf(path, sizeof path, "%s/ardoise/profiles/%s", home, name);
    return path;
}

static void write_text(const char *path, const char *text, mode_t mode)
{
    FILE *file = fopen(path, "w");
    CHECK(file != NULL);
    if (!file)
        return;
    fputs(text, file);
    fclose(file);
    CHECK(chmod(path, mode) == 0);
}

static const char *text_of(const char *path)
{
    static char text[4096];
    FILE *file = fopen(path, "r");
    size_t size = file ? fread(text, 1, sizeof text - 1, file) : 0;
    text[size] = '\0';
    if (file)
        fclose(file);
    return text;
}

static mode_t mode_of(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? about.st_mode & 0777 : 0;
}

static const char *last_code(void)
{
    size_t count;
    const ard_diag *diags = ard_context_diags(context, &count);
    return count ? diags[count - 1].code : NULL;
}

/* ---- Shipped profiles -------------------------------------------------------------------------------------------- */

static void test_sources(void)
{
    const char *name;
    size_t profiles = 0;
    for (; (name = ard_context_profile_name(context, profiles)); profiles++) {
        const ard_profile *profile;
        CHECK(ard_profile_look(&profile, context, name) == ARD_OK);
        CHECK(profile && profile->count && *profile->about);
        for (size_t i = 0; profile && i < profile->count; i++) {
            const ard_profile_value *v = &profile->values[i];
            CHECK(v->source_count > 0 && *v->help);
            if (!v->source_count)
                printf("  %s:%u: %s.%s has no source\n", v->file, v->line, v->plugin, v->key);
            for (size_t k = 0; k < v->source_count; k++)
                CHECK(v->sources[k].kind == ARD_NO_EVIDENCE || *v->sources[k].text);
        }
    }
    CHECK(profiles >= 7);
}

/* "-p dys" alone changes spacing, size, alignment and hyphenation. */
static void test_dys(void)
{
    static const char allowed[] = "size letter-spacing word-spacing line-height paragraph-spacing align hyphens ";
    const ard_profile *profile;
    CHECK(ard_profile_look(&profile, context, "dys") == ARD_OK);
    for (size_t i = 0; profile && i < profile->count; i++) {
        char key[64];
        snprintf(key, sizeof key, "%s ", profile->values[i].key);
        CHECK(profile->values[i].offered || strstr(allowed, key));
    }
    const ard_profile_value *font = value_of(profile, "font");
    CHECK(font && font->offered && font->source_count == 2);
    CHECK(font && font->sources[0].kind == ARD_STUDY && font->sources[1].kind == ARD_NO_EVIDENCE);
}

/* ---- Comments ---------------------------------------------------------------------------------------------------- */

static void test_comments(void)
{
    write_text(path_of("base.profile"),
               "# Pour la classe.\n#\n# À garder.\n[dyslexia]\n# Guide : un guide.\nsize = 12\nline-height = 2\n",
               0600);
    write_text(
        path_of("eleve.profile"),
        "include = base\n[dyslexia]\n# Plus grand,\n# c'est mieux.\n# étude\u00a0: Une équipe, 2001,\n# et sa suite.\n"
        "# PAS DE PREUVE pour lui.\nsize = 17\n\nalign = left\n#\n# No evidence.\n# measure = 50\n"
        "# font : celle du livre\n# size = 20\n",
        0600);
    const ard_profile *profile;
    CHECK(ard_profile_look(&profile, context, "eleve") == ARD_OK);
    CHECK_TEXT(profile ? profile->about : NULL, "");
    const ard_profile_value *size = value_of(profile, "size"), *height = value_of(profile, "line-height");
    CHECK(size && height && profile->count == 5);
    CHECK(profile && profile->values[4].offered && strcmp(profile->values[4].value, "20") == 0);
    if (!size || !height)
        return;
    CHECK_TEXT(size->value, "17");
    CHECK(size->line == 8 && strstr(size->file, "/eleve.profile"));
    CHECK_TEXT(size->why, "Plus grand, c'est mieux.");
    CHECK(size->source_count == 2 && size->sources[0].kind == ARD_STUDY);
    CHECK_TEXT(size->sources[0].text, "Une équipe, 2001, et sa suite.");
    CHECK_TEXT(size->sources[1].text, "pour lui.");
    CHECK(height->source_count == 1 && height->sources[0].kind == ARD_GUIDE && height->line == 7);
    CHECK(value_of(profile, "align")->source_count == 0);
    CHECK(value_of(profile, "measure")->offered && value_of(profile, "measure")->source_count == 1);
    CHECK(ard_profile_look(&profile, context, "base") == ARD_OK);
    CHECK_TEXT(profile ? profile->about : NULL, "Pour la classe.\nÀ garder.");
    CHECK(ard_profile_look(&profile, context, "nobody") == ARD_E_USAGE && !profile);
}

/* ---- A pupil's own ----------------------------------------------------------------------------------------------- */

static void test_new(void)
{
    const char *path, *includes[] = {"dys", NULL}, *settings[] = {"size=16", "braille.cells=20", NULL};
    CHECK(ard_profile_new(&path, context, "lea", includes, settings) == ARD_OK);
    CHECK_TEXT(path, path_of("lea.profile"));
    CHECK_TEXT(text_of(path_of("lea.profile")), "include = dys\n\n[dyslexia]\nsize = 16\n\n[braille]\ncells = 20\n");
    CHECK(mode_of(path_of("lea.profile")) == 0600);
    CHECK(ard_profile_new(&path, context, "lea", NULL, settings) == ARD_E_USAGE && !path);
    CHECK_TEXT(last_code(), "profile.taken");
    CHECK(ard_profile_new(&path, context, "dys", NULL, settings) == ARD_E_USAGE);
    static const char *const wrong[] = {"original", "../lea", ".lea", "a/b", "", "a\nb", "x.profile"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(ard_profile_new(&path, context, wrong[i], NULL, settings) == ARD_E_USAGE);
    CHECK(ard_profile_new(&path, context, "tom", NULL, (const char *[]){"size=9999", NULL}) == ARD_E_USAGE);
    CHECK(ard_profile_new(&path, context, "tom", NULL, (const char *[]){"size=16\ninclude=dys", NULL}) == ARD_E_USAGE);
    CHECK(access(path_of("tom.profile"), F_OK) != 0);
}

/* A path is written whole, so that it holds wherever ardoise is called from. */
static void test_path(void)
{
    const char *path;
    char wanted[600], here[400];
    write_text(path_of("base.profile"), "[dyslexia]\nsize = 12\n", 0600);
    CHECK(getcwd(here, sizeof here) && chdir(home) == 0);
    CHECK(ard_profile_new(&path, context, "max", (const char *[]){"ardoise/profiles/base.profile", NULL}, NULL) ==
          ARD_OK);
    snprintf(wanted, sizeof wanted, "include = %s\n", path_of("base.profile"));
    CHECK_TEXT(text_of(path_of("max.profile")), wanted);
    CHECK(ard_profile_new(&path, context, "nina", (const char *[]){"a\n[b.profile", NULL}, NULL) == ARD_E_USAGE);
    CHECK(chdir(here) == 0);
}

static void test_change(void)
{
    const char *path;
    write_text(
        path_of("noe.profile"),
        "# Noé aime le bleu.\n[dyslexia]\n  size =  16 \n# À revoir en mai.\nalign = left\n\n[speech]\nrate = 120",
        0644);
    CHECK(ard_profile_change(&path, context, "noe", (const char *[]){"simple", NULL},
                             (const char *[]){"size=18", "dyslexia.hyphens=none", "paper=#fff8e1", "wav.rate=22050",
                                              NULL}) == ARD_E_USAGE); /* there is no wav.rate */
    CHECK(mode_of(path_of("noe.profile")) == 0644);
    CHECK(ard_profile_change(&path, context, "noe", (const char *[]){"simple", NULL},
                             (const char *[]){"size=18", "dyslexia.hyphens=none", "braille.cells=20", NULL}) == ARD_OK);
    CHECK_TEXT(text_of(path_of("noe.profile")),
               "# Noé aime le bleu.\ninclude = simple\n[dyslexia]\n  size = 18\n# À revoir en mai.\nalign = left\n"
               "hyphens = none\n\n[speech]\nrate = 120\n\n[braille]\ncells = 20\n");
    CHECK(mode_of(path_of("noe.profile")) == 0600);
    CHECK(ard_profile_change(&path, context, "dys", NULL, NULL) == ARD_E_USAGE);
    CHECK_TEXT(last_code(), "profile.own");
    CHECK(ard_profile_change(&path, context, "noe", (const char *[]){"noe", NULL}, NULL) == ARD_E_USAGE);
    CHECK_TEXT(last_code(), "profile.circle");
}

/* Several forms that change one profile at the same time: every change is there in the end. */
static void test_together(void)
{
    enum { FORMS = 6 };
    const char *path;
    pid_t forms[FORMS];
    static const char *const settings[FORMS] = {"size=18",    "line-height=2",    "letter-spacing=0.1",
                                                "measure=50", "braille.cells=20", "paragraph-spacing=2"};
    CHECK(ard_profile_new(&path, context, "zoe", NULL, NULL) == ARD_OK);
    for (int i = 0; i < FORMS; i++)
        if ((forms[i] = fork()) == 0)
            _exit(ard_profile_change(&path, context, "zoe", NULL, (const char *[]){settings[i], NULL}) != ARD_OK);
    for (int i = 0; i < FORMS; i++) {
        int ended;
        CHECK(waitpid(forms[i], &ended, 0) == forms[i] && ended == 0);
    }
    const ard_profile *profile;
    CHECK(ard_profile_look(&profile, context, "zoe") == ARD_OK && profile && profile->count == FORMS);
}

/* A profile that others can read is read, and a note says so without its name. */
static void test_open(void)
{
    size_t count;
    write_text(path_of("ouvert.profile"), "[dyslexia]\nsize = 16\n", 0644);
    ard_context_clear(context);
    CHECK(ard_context_profile(context, "ouvert") == ARD_OK);
    const ard_diag *diags = ard_context_diags(context, &count);
    CHECK(count == 1 && diags[0].severity == ARD_NOTE);
    CHECK(count && strcmp(diags[0].code, "profile.open") == 0 && !*diags[0].part &&
          !strstr(diags[0].message, "ouvert"));
    ard_context_clear(context);
    CHECK(chmod(path_of("ouvert.profile"), 0600) == 0 && ard_context_profile(context, "ouvert") == ARD_OK);
    CHECK(ard_context_profile(context, "dys") == ARD_OK);
    ard_context_diags(context, &count);
    CHECK(count == 0);
}

static int remove_one(const char *path, const struct stat *about, int type, struct FTW *walk)
{
    (void)about, (void)type, (void)walk;
    return remove(path);
}

int main(void)
{
    char folder[512];
    CHECK(mkdtemp(home) != NULL);
    setenv("XDG_CONFIG_HOME", home, 1);
    CHECK(ard_context_new(&context) == ARD_OK && ard_context_data(context, "dictionaries") == ARD_OK);
    test_sources();
    test_dys();
    umask(0);
    test_new();
    snprintf(folder, sizeof folder, "%s/ardoise/profiles", home);
    CHECK(mode_of(folder) == 0700);
    test_comments();
    test_path();
    test_change();
    test_together();
    test_open();
    ard_context_free(context);
    nftw(home, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    return check_end();
}
