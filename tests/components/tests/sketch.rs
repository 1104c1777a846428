//! The API as it was first drawn up: the image filter, with the interface that it imports given by the host.

use anyhow::Result;
use component_tests::Guest;
use wasmtime::component::Val;

#[tokio::test]
async fn the_sketch_sharpens() -> Result<()> {
    let kernel = [0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0].map(Val::Float32);
    let mut guest = Guest::new(
        "sketch",
        "local:image-filter/image-filter@1.0.0",
        |linker| {
            let mut gfx = linker.instance("local:gfx/gfx@2.1.0")?;
            gfx.func_new("convolve-3x3", move |_, _, arguments, results| {
                let [Val::List(pixels), Val::Tuple(given)] = arguments else {
                    panic!("two arguments: {arguments:?}");
                };
                assert_eq!(given[..], kernel);
                let inverted = pixels.iter().map(|pixel| match pixel {
                    Val::U8(pixel) => Val::U8(!pixel),
                    other => panic!("a byte: {other:?}"),
                });
                results[0] = Val::List(inverted.collect());
                Ok(())
            })
        },
    )
    .await?;
    let bytes = |bytes: &[u8]| Val::List(bytes.iter().copied().map(Val::U8).collect());
    let result = guest
        .call("sharpen", &[bytes(&[1, 2, 250]), Val::U32(3), Val::U32(1)])
        .await?;
    assert_eq!(result, Some(bytes(&[254, 253, 5])));
    Ok(())
}
