// base64: stdin in the base64 encoding of RFC 4648, section 4, in lines of 76 columns.

#include <stdio.h>

// The bytes that fill one line: 76 columns hold 19 groups of three bytes.
#define LINE 57

static const char ALPHABET[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Encodes one to three bytes.
static void encode(const unsigned char *group, size_t count) {
    unsigned bits = group[0] << 16;
    if (count > 1)
        bits |= group[1] << 8;
    if (count > 2)
        bits |= group[2];
    putchar(ALPHABET[bits >> 18]);
    putchar(ALPHABET[bits >> 12 & 63]);
    putchar(count > 1 ? ALPHABET[bits >> 6 & 63] : '=');
    putchar(count > 2 ? ALPHABET[bits & 63] : '=');
}

int main(void) {
    static unsigned char buffer[144 * LINE];
    size_t count;
    do {
        count = fread(buffer, 1, sizeof buffer, stdin);
        for (size_t start = 0; start < count; start += LINE) {
            size_t end = start + LINE < count ? start + LINE : count;
            for (size_t i = start; i < end; i += 3)
                encode(buffer + i, end - i);
            putchar('\n');
        }
    } while (count == sizeof buffer);
    return ferror(stdin) || fflush(stdout) != 0 || ferror(stdout);
}
