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
};

extern const ard_registry standard_registry;

#endif
