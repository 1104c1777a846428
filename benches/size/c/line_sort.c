// line_sort: sorts the lines of stdin by their bytes, as sort in the C locale does.

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct line {
    const char *data;
    size_t length;
};

static int compare(const void *left, const void *right) {
    const struct line *a = left, *b = right;
    int order = memcmp(a->data, b->data, a->length < b->length ? a->length : b->length);
    if (order != 0)
        return order;
    return (a->length > b->length) - (a->length < b->length);
}

static void *resize(void *data, size_t size) {
    data = realloc(data, size);
    if (!data)
        exit(1);
    return data;
}

int main(void) {
    char *text = NULL;
    size_t length = 0, capacity = 4096, count;
    do {
        if (length == capacity || !text) {
            capacity *= 2;
            text = resize(text, capacity);
        }
        count = fread(text + length, 1, capacity - length, stdin);
        length += count;
    } while (count > 0);
    if (ferror(stdin))
        return 1;

    struct line *lines = NULL;
    size_t line_count = 0, line_capacity = 64;
    for (const char *start = text, *end = text + length; start < end;) {
        // The last line is a line with or without its newline.
        const char *newline = memchr(start, '\n', end - start);
        const char *stop = newline ? newline : end;
        if (line_count == line_capacity || !lines) {
            line_capacity *= 2;
            lines = resize(lines, line_capacity * sizeof *lines);
        }
        lines[line_count++] = (struct line){start, stop - start};
        start = stop + 1;
    }
    if (line_count > 0)
        qsort(lines, line_count, sizeof *lines, compare);

    for (size_t i = 0; i < line_count; i++) {
        fwrite(lines[i].data, 1, lines[i].length, stdout);
        putchar('\n');
    }
    return fflush(stdout) != 0 || ferror(stdout);
}
