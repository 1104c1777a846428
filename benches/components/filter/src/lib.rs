//! The filter as one writes it with wit-bindgen.

wit_bindgen::generate!({
    inline: "
        package local:image-filter@1.0.0;

        interface image-filter {
            sharpen: func(pixels: list<u8>, width: u32, height: u32) -> list<u8>;
        }

        world component {
            import local:gfx/gfx@2.1.0;
            export image-filter;
        }

        package local:gfx@2.1.0 {
            interface gfx {
                convolve-3x3: func(pixels: list<u8>, kernel: tuple<f32, f32, f32, f32, f32, f32, f32, f32, f32>) -> list<u8>;
            }
        }
    ",
    generate_all,
});

use exports::local::image_filter::image_filter::Guest;
use local::gfx::gfx::convolve_3x3;

struct Filter;

impl Guest for Filter {
    fn sharpen(pixels: Vec<u8>, width: u32, height: u32) -> Vec<u8> {
        assert_eq!(pixels.len(), width as usize * height as usize);
        convolve_3x3(&pixels, (0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0))
    }
}

export!(Filter);
