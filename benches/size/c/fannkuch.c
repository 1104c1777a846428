// fannkuch: the most flips that any permutation of 1 to N needs until 1 comes first, and a checksum over all of them.
//
// The task is that of K. R. Anderson and D. Rettig, "Performing Lisp Analysis of the FANNKUCH Benchmark" (1994); the
// order of the permutations, the checksum and the output are those of the Computer Language Benchmarks Game
// (https://benchmarksgame-team.pages.debian.net/benchmarksgame/description/fannkuchredux.html).

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The index of a permutation of 13 would not fit 32 bits.
#define MAX_N 12

// Flips the first k + 1 elements, where k is the first one, until it is zero.
static int count_flips(const unsigned permutation[MAX_N]) {
    unsigned flipped[MAX_N];
    memcpy(flipped, permutation, sizeof flipped);
    int flips = 0;
    for (unsigned first; (first = flipped[0]) != 0; flips++) {
        for (unsigned i = 0, j = first; i < j; i++, j--) {
            unsigned element = flipped[i];
            flipped[i] = flipped[j];
            flipped[j] = element;
        }
    }
    return flips;
}

static int fannkuch(unsigned n, int *max_flips) {
    unsigned permutation[MAX_N];
    // rotations[i]: how often the first i + 1 elements have been rotated since they were last in order.
    unsigned rotations[MAX_N] = {0};
    for (unsigned i = 0; i < MAX_N; i++)
        permutation[i] = i;
    int checksum = 0;
    bool even = true;
    *max_flips = 0;
    for (;;) {
        int flips = count_flips(permutation);
        if (flips > *max_flips)
            *max_flips = flips;
        checksum += even ? flips : -flips;
        even = !even;

        // The next permutation: a prefix that has been rotated all the way round is in order again, so rotate a longer one.
        for (unsigned last = 1;; last++) {
            if (last >= n)
                return checksum;
            unsigned first = permutation[0];
            memmove(permutation, permutation + 1, last * sizeof *permutation);
            permutation[last] = first;
            if (++rotations[last] <= last)
                break;
            rotations[last] = 0;
        }
    }
}

int main(int argc, char **argv) {
    char *end = NULL;
    unsigned long n = argc > 1 ? strtoul(argv[1], &end, 10) : 0;
    if (argc < 2 || *end != '\0' || n < 1 || n > MAX_N) {
        fputs("usage: fannkuch N, with N from 1 to 12\n", stderr);
        return 2;
    }
    int max_flips;
    int checksum = fannkuch(n, &max_flips);
    printf("%d\nPfannkuchen(%lu) = %d\n", checksum, n, max_flips);
    return 0;
}
