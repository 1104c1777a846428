//! Alignments of regions, as types: what `align = …` of `#[wasm::region]` picks.

/// That of the data.
#[derive(Debug)]
pub struct Natural;

macro_rules! alignments {
    ($($name:ident = $bytes:literal)*) => {
        $(
            #[doc = concat!("To ", $bytes, " bytes.")]
            #[derive(Debug)]
            #[repr(align($bytes))]
            pub struct $name;
        )*
    };
}

alignments! {
    A1 = 1 A2 = 2 A4 = 4 A8 = 8 A16 = 16 A32 = 32 A64 = 64 A128 = 128 A256 = 256 A512 = 512 A1024 = 1024 A2048 = 2048
    A4096 = 4096 A8192 = 8192 A16384 = 16384 A32768 = 32768 A65536 = 65536
}
