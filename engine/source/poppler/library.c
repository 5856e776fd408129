/* Opens poppler. The table of its functions is this wrapper's state. */
#include "library.h"

#include <dlfcn.h>
#include <string.h>

library lib;

/* What the libraries would say on standard error: of documents, nothing; they ask it of the system in ways that a sandbox
 * forbids. */
static GLogWriterOutput be_silent(GLogLevelFlags level, const GLogField *fields, gsize count, gpointer user)
{
    (void)level, (void)fields, (void)count, (void)user;
    return G_LOG_WRITER_HANDLED;
}

static void say_nothing(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer user)
{
    (void)domain, (void)level, (void)message, (void)user;
}

bool library_open(void)
{
#define ROW(name) {#name, &lib.name},
    const struct {
        const char *name;
        void *pointer;
    } rows[] = {FUNCTIONS(ROW)};
    if (!lib.handle)
        lib.handle = dlopen("libpoppler-glib.so.8", RTLD_NOW | RTLD_LOCAL);
    if (!lib.handle || lib.whole)
        return lib.whole;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        void *symbol = dlsym(lib.handle, rows[i].name);
        if (!symbol)
            return false;
        memcpy(rows[i].pointer, &symbol, sizeof symbol);
    }
    lib.g_log_set_writer_func(be_silent, NULL, NULL);
    lib.g_log_set_default_handler(say_nothing, NULL);
    return lib.whole = true;
}
