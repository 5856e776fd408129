/* Opens poppler. The table of its functions is this wrapper's state. */
#include "library.h"

#include "base/library.h"

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
    const library_row rows[] = {FUNCTIONS(ROW)};
    if (pdf_lib.whole || !library_open(&pdf_lib.handle, "libpoppler-glib.so.8", rows, sizeof rows / sizeof *rows))
        return pdf_lib.whole;
    pdf_lib.g_log_set_writer_func(be_silent, NULL, NULL);
    pdf_lib.g_log_set_default_handler(say_nothing, NULL);
    return pdf_lib.whole = true;
}
