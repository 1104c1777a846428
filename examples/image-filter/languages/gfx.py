"""The interface `local:gfx/gfx` in Python, for componentize-py."""

from math import floor, isqrt

from wit_world import exports


class Gfx(exports.Gfx):
    def convolve_3x3(self, pixels, kernel):
        side = isqrt(len(pixels))

        def pixel(x, y):
            return pixels[min(max(y, 0), side - 1) * side + min(max(x, 0), side - 1)]

        def convolved(x, y):
            total = sum(weight * pixel(x + at % 3 - 1, y + at // 3 - 1) for at, weight in enumerate(kernel))
            return min(max(floor(total + 0.5), 0), 255)

        return bytes(convolved(x, y) for y in range(side) for x in range(side))
