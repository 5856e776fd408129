#include "library.h"

#include <dlfcn.h>
#include <string.h>

bool library_open(void **handle, const char *file, const library_row *rows, size_t count)
{
    if (!*handle)
        *handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    for (size_t i = 0; *handle && i < count; i++) {
        void *symbol = dlsym(*handle, rows[i].name);
        if (!symbol)
            return false;
        memcpy(rows[i].pointer, &symbol, sizeof symbol);
    }
    return *handle != NULL;
}
