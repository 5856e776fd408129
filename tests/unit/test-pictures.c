/* engine/readers/pictures.h: which texts of pictures are none. */
#include "check.h"
#include "documents.h"
#include "lesson/lesson.h"
#include "readers/pictures.h"

/* What no lesson says of a picture: names of files, of cameras and of drawing programs. */
static void check_picture_names(void)
{
    static const struct {
        const char *alt;
        bool kept;
    } texts[] = {
        {"42-19134430", false},
        {"IMG_1234.jpg", false},
        {"Image 3", false},
        {"MC900439824", false},
        {"image", false},
        {"C:\\Photos\\la tour.png", false},
        {"DSC00012", false},
        {"20210304_101530", false},
        {"Zone de texte 2", false},
        {"Picture1", false},
        {"Une tour", true},
        {"3", true},
        {"1789", true},
        {"14-07-1789", true},
        {"Image de la tour Eiffel", true},
        {"H2O", true},
        {"Photo de la tour.jpg", true},
        {"A4", true},
        {"x = 12345", true},
        {"ntop1", true},
    };
    ard_limits limits = ard_limits_default();
    report_log *log = report_new();
    ard_document *document = lesson_new(&limits, log);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        ard_node *image = node_new(document, IMAGE, NOWHERE);
        node_set(document, image, "alt", texts[i].alt);
        picture_describe(log, document, image);
        CHECK_TEXT(node_attribute(image, "alt"), texts[i].kept ? texts[i].alt : NULL);
    }
    CHECK(has_code(log, "picture.name") && !has_code(log, "picture.automatic"));
    ard_node *made = node_new(document, IMAGE, NOWHERE);
    node_set(document, made, "alt", "Une image contenant texte\n\nDescription générée automatiquement");
    picture_describe(log, document, made);
    CHECK(node_attribute(made, "alt") && has_code(log, "picture.automatic"));
    /* a BMP header that claims 20,000 by 20,000 pixels */
    unsigned char bomb[64] = "BM";
    bomb[14] = 40;
    bomb[18] = bomb[22] = 0x20;
    bomb[19] = bomb[23] = 0x4E;
    CHECK(picture_add(log, document, bomb, sizeof bomb, NOWHERE) == 0 && has_code(log, "picture.large"));
    CHECK(picture_add(log, document, png, sizeof png, NOWHERE) == 1);
    ard_document_free(document);
    report_free(log);
}

int main(void)
{
    check_picture_names();
    return check_end();
}
