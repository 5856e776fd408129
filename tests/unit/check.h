/* What the unit tests share: CHECK counts and goes on; the program's last line is "N passed, N failed". */
#ifndef UNIT_CHECK_H
#define UNIT_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned check_passed, check_failed;

static inline void check_count(int holds, const char *said, const char *file, int line)
{
    if (holds) {
        check_passed++;
        return;
    }
    check_failed++;
    printf("%s:%d: %s\n", file, line, said);
}

#define CHECK(condition) check_count(!!(condition), #condition, __FILE__, __LINE__)

/* Equal strings; prints both where they differ. NULL is a string like no other. */
#define CHECK_TEXT(got, wanted) check_text((got), (wanted), __FILE__, __LINE__)
static inline void check_text(const char *got, const char *wanted, const char *file, int line)
{
    int same = got && wanted ? strcmp(got, wanted) == 0 : got == wanted;
    check_count(same, "texts differ:", file, line);
    if (!same)
        printf("  got    |%s|\n  wanted |%s|\n", got ? got : "(null)", wanted ? wanted : "(null)");
}

/* What main returns. */
static inline int check_end(void)
{
    printf("%u passed, %u failed\n", check_passed, check_failed);
    return check_failed || !check_passed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
