/* Replays a corpus without a fuzzer: gives each file, and each file of each folder, to the target. Prints how many. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { LARGEST = 16 << 20 };

static unsigned replayed, failed;

static void replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(LARGEST);
    if (file && bytes) {
        /* A block of the exact size: what is read beyond it is seen by the sanitizers. */
        size_t size = fread(bytes, 1, LARGEST, file);
        uint8_t *exact = malloc(size ? size : 1);
        for (size_t i = 0; exact && i < size; i++)
            exact[i] = bytes[i];
        if (exact)
            LLVMFuzzerTestOneInput(exact, size);
        free(exact);
        replayed++;
    } else {
        fprintf(stderr, "%s: cannot be read\n", path);
        failed++;
    }
    free(bytes);
    if (file)
        fclose(file);
}

static void replay_folder(const char *path)
{
    struct dirent **entries;
    int count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char name[4096];
        int length = snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && length > 0 && (size_t)length < sizeof name)
            replay(name);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

int main(int count, char **arguments)
{
    for (int i = 1; i < count; i++) {
        struct stat about;
        if (stat(arguments[i], &about) == 0 && S_ISDIR(about.st_mode))
            replay_folder(arguments[i]);
        else
            replay(arguments[i]);
    }
    printf("%u passed, %u failed\n", replayed, failed);
    return failed || !replayed ? EXIT_FAILURE : EXIT_SUCCESS;
}
