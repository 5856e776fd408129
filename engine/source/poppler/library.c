/* Opens poppler. The table of its functions is this wrapper's state. */
#include "library.h"

#include <dlfcn.h>
#include <string.h>

pdf_library pdf_lib;

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

bool pdf_library_open(void)
{
#define ROW(name) {#name, &pdf_lib.name},
    const struct {
        const char *name;
        void *pointer;
    } rows[] = {FUNCTIONS(ROW)};
    if (!pdf_lib.handle)
        pdf_lib.handle = dlopen("libpoppler-glib.so.8", RTLD_NOW | RTLD_LOCAL);
    if (!pdf_lib.handle || pdf_lib.whole)
        return pdf_lib.whole;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        void *symbol = dlsym(pdf_lib.handle, rows[i].name);
        if (!symbol)
            return false;
        memcpy(rows[i].pointer, &symbol, sizeof symbol);
    }
    pdf_lib.g_log_set_writer_func(be_silent, NULL, NULL);
    pdf_lib.g_log_set_default_handler(say_nothing, NULL);
    return pdf_lib.whole = true;
}
