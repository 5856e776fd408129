/* The DOCX writer: what it makes of small trees, the order of the schema's elements, and that a lesson comes back whole. */
#include "convert.h"
#include "lesson/native.h"
#include "source/archive.h"
#include "source/xml.h"
#include "trees.h"

#include "base/table.h"

/* ---- There and back ---------------------------------------------------------------------------------------------- */

/* Takes away what the format lacks: what filters gave, and styles of a formula's own elements. */
static void take_lacks(ard_document *document)
{
    walk w = walk_of(lesson_root(document));
    for (walk_event event; (event = walk_next(&w)) != WALK_END;) {
        if (event == WALK_LEAVE && w.node->kind == MATHML)
            w.node->style = STYLE_NONE;
        if (event == WALK_LEAVE && kind_about(w.node->kind)->class == GIVEN)
            node_unlink(w.node);
    }
}

/* The document as DOCX, read again: NULL where that failed. */
static ard_document *there_and_back(const ard_document *document, report_log *log, buffer *docx)
{
    ard_limits limits = ard_limits_default();
    task t = {.log = log, .limits = &limits, .data = ""};
    if (convert_write("docx", &t, document, docx) != ARD_OK)
        return NULL;
    source in = {(const unsigned char *)buffer_string(docx), docx->size, "essai"};
    ard_document *back = lesson_new(&limits, log);
    if (convert_read("docx", &t, &in, back) != ARD_OK) {
        ard_document_free(back);
        return NULL;
    }
    lesson_tidy(back);
    return back;
}

static void test_random_trees(void)
{
    unsigned wrong = 0;
    for (unsigned seed = 1; seed <= 1500; seed++) {
        dice d = {seed};
        report_log *log = report_new();
        ard_document *document = random_document(&d, 10 + roll(&d, 80), roll(&d, 2), log);
        take_lacks(document);
        lesson_tidy(document);
        buffer docx = BUFFER_EMPTY, before = BUFFER_EMPTY, after = BUFFER_EMPTY;
        ard_document *back = there_and_back(document, log, &docx);
        native_write(document, &before);
        if (back)
            native_write(back, &after);
        bool same = back && strcmp(buffer_string(&before), buffer_string(&after)) == 0;
        if (!same && !lesson_gifts(document) && wrong++ < 3) {
            printf("seed %u\n", seed);
            if (getenv("SHOW"))
                printf("%s\n---------\n%s\n", buffer_string(&before), buffer_string(&after));
        }
        buffer_free(&docx);
        buffer_free(&before);
        buffer_free(&after);
        ard_document_free(back);
        ard_document_free(document);
        report_free(log);
    }
    printf("wrong %u\n", wrong);
    CHECK(wrong == 0);
}

int main(void)
{
    test_random_trees();
    return check_end();
}
