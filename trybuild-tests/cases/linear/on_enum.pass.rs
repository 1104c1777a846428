//! A linear struct owns the enum.

enum CanvasState {
    Blank,
    Drawn(u32),
}

#[wasm::linear]
struct Canvas(CanvasState);

fn main() {
    let state = Canvas::acquire(CanvasState::Drawn(7)).consume().0;
    assert!(matches!(state, CanvasState::Drawn(7)) && !matches!(state, CanvasState::Blank));
}
