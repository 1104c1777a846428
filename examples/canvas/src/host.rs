//! A host that has canvases, as a browser has: the program holds handles, the host the pixels.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;

use wasm::Handle;

/// What a canvas becomes.
#[derive(Debug, Clone)]
pub struct Picture {
    width: u32,
    pixels: Vec<bool>,
}

#[derive(Default)]
struct Host {
    canvases: BTreeMap<u64, Picture>,
    next: u64,
}

thread_local! {
    static HOST: RefCell<Host> = RefCell::default();
}

fn with<R>(work: impl FnOnce(&mut Host) -> R) -> R {
    HOST.with_borrow_mut(work)
}

/// A new canvas, of so many cells; the host closes it when the handle is dropped.
pub fn open(width: u32, height: u32) -> Handle {
    let id = with(|host| {
        host.next += 1;
        let pixels = vec![false; width as usize * height as usize];
        host.canvases.insert(host.next, Picture { width, pixels });
        host.next
    });
    Handle::foreign(id, |id| {
        with(|host| host.canvases.remove(&id));
    })
}

fn id(canvas: &Handle) -> u64 {
    canvas.id().ok().flatten().expect("`open` made this handle")
}

/// Draws one cell; what lies outside is not drawn.
pub fn dot(canvas: &Handle, x: i32, y: i32) {
    with(|host| {
        let picture = host.canvases.get_mut(&id(canvas)).expect("the handle keeps it open");
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else {
            return;
        };
        let row = picture.pixels.chunks_mut(picture.width as usize).nth(y);
        if let Some(pixel) = row.and_then(|row| row.get_mut(x)) {
            *pixel = true;
        }
    });
}

/// Takes the pixels; the handle closes what is left.
pub fn into_picture(canvas: Handle) -> Picture {
    with(|host| host.canvases[&id(&canvas)].clone())
}

/// Canvases that nobody closed.
pub fn open_canvases() -> usize {
    with(|host| host.canvases.len())
}

impl fmt::Display for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for row in self.pixels.chunks(self.width as usize) {
            let row: String = row.iter().map(|&set| if set { '#' } else { '.' }).collect();
            writeln!(f, "{row}")?;
        }
        Ok(())
    }
}
