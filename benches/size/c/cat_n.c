// cat_n: copies stdin to stdout with its lines numbered, as cat -n does.

#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>

int main(void) {
    char *line = NULL;
    size_t capacity = 0, number = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        printf("%6zu\t", ++number);
        fwrite(line, 1, length, stdout);
    }
    free(line);
    return !feof(stdin) || fflush(stdout) != 0 || ferror(stdout);
}
