fn the_one() -> u32 {
    1
}

struct The(u8);
