/* What there is: the lists of every reader, filter, writer, checker and helper. filters/standard.c alone fills them. */
#ifndef RUN_REGISTRY_H
#define RUN_REGISTRY_H

#include "base/helpers.h"
#include "base/plugin.h"

struct ard_registry {
    const ard_reader *const *readers;       /* each up to NULL */
    const ard_filter *const *filters;       /* in the order of the pipeline */
    const ard_writer *const *writers;
    const ard_checker *const *checkers;
    const helper *const *helpers;
    const char *readers_to_come;            /* names and endings of HOUSE.md's formats that are not built yet, */
    const char *writers_to_come;            /* blank-separated: refused as missing, not as unknown */
};

extern const ard_registry standard_registry;

#endif
