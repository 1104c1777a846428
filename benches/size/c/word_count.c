// word_count: lines, words and bytes of stdin, in the columns that wc uses for a pipe.
//
// A word is what white space of the C locale delimits, as POSIX defines it for wc.

#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

int main(void) {
    static unsigned char buffer[8192];
    uint64_t lines = 0, words = 0, bytes = 0;
    bool in_word = false;
    size_t count;
    while ((count = fread(buffer, 1, sizeof buffer, stdin)) > 0) {
        for (size_t i = 0; i < count; i++) {
            if (buffer[i] == '\n')
                lines++;
            bool space = isspace(buffer[i]);
            if (!space && !in_word)
                words++;
            in_word = !space;
        }
        bytes += count;
    }
    if (ferror(stdin))
        return 1;
    printf("%7" PRIu64 " %7" PRIu64 " %7" PRIu64 "\n", lines, words, bytes);
    return fflush(stdout) != 0 || ferror(stdout);
}
