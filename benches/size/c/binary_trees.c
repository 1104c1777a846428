// binary_trees: makes, walks and frees many perfect binary trees, each node its own allocation.
//
// The task and the output are those of the Computer Language Benchmarks Game
// (https://benchmarksgame-team.pages.debian.net/benchmarksgame/description/binarytrees.html).

#include <stdio.h>
#include <stdlib.h>

#define MIN_DEPTH 4

// The nodes of all trees of one depth, nearly 2 to the power of DEPTH + 5, are counted in 32 bits.
#define MAX_DEPTH 26

// A leaf has no children; any other node has two.
struct tree {
    struct tree *left, *right;
};

static struct tree *make(unsigned depth) {
    struct tree *tree = malloc(sizeof *tree);
    if (!tree)
        abort();
    tree->left = depth > 0 ? make(depth - 1) : NULL;
    tree->right = depth > 0 ? make(depth - 1) : NULL;
    return tree;
}

// The number of nodes.
static unsigned check(const struct tree *tree) {
    return tree->left ? 1 + check(tree->left) + check(tree->right) : 1;
}

static void destroy(struct tree *tree) {
    if (tree->left) {
        destroy(tree->left);
        destroy(tree->right);
    }
    free(tree);
}

// Makes a tree, counts its nodes and frees it.
static unsigned make_and_check(unsigned depth) {
    struct tree *tree = make(depth);
    unsigned nodes = check(tree);
    destroy(tree);
    return nodes;
}

int main(int argc, char **argv) {
    char *end = NULL;
    unsigned long depth = argc > 1 ? strtoul(argv[1], &end, 10) : 0;
    if (argc < 2 || end == argv[1] || *end != '\0' || depth > MAX_DEPTH) {
        fputs("usage: binary_trees DEPTH, with DEPTH at most 26\n", stderr);
        return 2;
    }
    if (depth < MIN_DEPTH + 2)
        depth = MIN_DEPTH + 2;

    printf("stretch tree of depth %lu\t check: %u\n", depth + 1, make_and_check(depth + 1));

    struct tree *long_lived = make(depth);
    for (unsigned long level = MIN_DEPTH; level <= depth; level += 2) {
        unsigned trees = 1u << (depth - level + MIN_DEPTH);
        unsigned nodes = 0;
        for (unsigned i = 0; i < trees; i++)
            nodes += make_and_check(level);
        printf("%u\t trees of depth %lu\t check: %u\n", trees, level, nodes);
    }

    printf("long lived tree of depth %lu\t check: %u\n", depth, check(long_lived));
    destroy(long_lived);
    return 0;
}
