//! An access beyond the memory: its frames.
// fails
use std::hint::black_box;

struct Wild {
    at: *const u64,
}

trait Read {
    fn read(&self, other: u64) -> u64;
}

impl Read for Wild {
    fn read(&self, other: u64) -> u64 {
        let sum = other.wrapping_mul(5);
        let value =
            unsafe { *self.at }; //~ 0 Read>::read
        value.wrapping_add(sum)
    }
}

fn main() {
    let wild = Wild {
        at: black_box(0xffff_fff0_usize) as *const u64,
    };
    let reader: &dyn Read = black_box(&wild);
    let read = reader.read(black_box(7)); //~ 1 frames_memory::main
    println!("{read}");
}
