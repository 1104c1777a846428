//! A library with a C interface, for programs that read Rust.

use std::os::raw::{c_char, c_int};

/// How many colours there are.
pub const COLOURS: usize = 3;
pub const NAME: &str = "library\n";
pub const RATIO: f64 = 1.5;

/// A colour.
#[repr(u8)]
#[derive(Clone, Copy)]
pub enum Colour {
    Red = 1,
    Green,
    Blue = 0x10,
}

/// What a caller gets.
#[repr(C)]
pub struct Pair<T> {
    pub first: T,
    pub second: *const T,
}

#[repr(C, u32)]
pub enum Shape {
    Circle { radius: f64 },
    Square(f32, f32),
    Nothing,
}

#[repr(C)]
pub union Bits {
    pub float: f32,
    pub int: u32,
}

pub struct Opaque {
    inner: Vec<String>,
}

bitflags::bitflags! {
    #[repr(C)]
    pub struct Access: u32 {
        const READ = 1 << 0;
        const WRITE = 1 << 1;
        const BOTH = Self::READ.bits | Self::WRITE.bits;
    }
}

pub type Callback = Option<unsafe extern "C" fn(*mut Opaque, c_int) -> bool>;
pub type Ints = Pair<i32>;

#[unsafe(no_mangle)]
pub static mut COUNTER: [u64; COLOURS] = [0; 3];

/// Makes one.
///
/// # Safety
/// `name` is a string that ends in zero.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn opaque_new(name: *const c_char, callback: Callback) -> *mut Opaque {
    todo!()
}

#[unsafe(no_mangle)]
pub extern "C" fn paint(colour: Colour, shape: &Shape, pair: Pair<Bits>, ints: Ints, access: Access) -> c_int {
    todo!()
}

#[cfg(feature = "extra")]
#[unsafe(no_mangle)]
pub extern "C" fn extra(values: *const [f32; 4], len: usize) {}
