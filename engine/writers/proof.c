/* A page that proves an adaptation: what the source and what was written hold, compared (engine/run/proof.c builds it). */
#include "base/plugin.h"

const ard_writer proof_writer = {
    .about = {.kind = ARD_WRITER,
              .name = "proof",
              .aliases = "",
              .endings = "",
              .media_type = "text/html",
              .lacks = "braille speech",
              .help = "proof.help"},
    .proves = "html epub odt docx",
    .via = "html",
};
