// The interface `local:gfx/gfx` in C: wit-bindgen makes `component.h` from gfx.wit.

#include <stdlib.h>

#include "component.h"

static size_t inside(size_t at, size_t step, size_t side) {
    size_t moved = at + step;
    if (moved == 0) return 0;
    return moved - 1 < side ? moved - 1 : side - 1;
}

void exports_local_gfx_gfx_convolve_3x3(component_list_u8_t *pixels, component_tuple9_f32_f32_f32_f32_f32_f32_f32_f32_f32_t *kernel,
                                        component_list_u8_t *ret) {
    const float weights[9] = {kernel->f0, kernel->f1, kernel->f2, kernel->f3, kernel->f4, kernel->f5, kernel->f6, kernel->f7, kernel->f8};
    size_t side = 0;
    while ((side + 1) * (side + 1) <= pixels->len) side++;
    ret->len = pixels->len;
    ret->ptr = malloc(pixels->len);
    for (size_t y = 0; y < side; y++) {
        for (size_t x = 0; x < side; x++) {
            float sum = 0.5f;
            for (size_t at = 0; at < 9; at++) sum += weights[at] * pixels->ptr[inside(y, at / 3, side) * side + inside(x, at % 3, side)];
            ret->ptr[y * side + x] = sum < 0 ? 0 : sum > 255 ? 255 : (uint8_t)sum;
        }
    }
    component_list_u8_free(pixels);
}
