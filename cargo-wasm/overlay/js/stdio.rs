//! std's standard streams under a JavaScript host: output goes to Node's, or to the console. There is no input.

use crate::io::{self, Read, Write};

#[link(wasm_import_module = "wasmrust:std")]
unsafe extern "C" {
    #[link_name = "write"]
    fn js_write(stream: u32, bytes: *const u8, len: usize);
}

pub struct Stdin;
pub struct Stdout;
pub struct Stderr;

fn write(stream: u32, bytes: &[u8]) -> io::Result<usize> {
    // SAFETY: the host reads `len` bytes and keeps none.
    unsafe { js_write(stream, bytes.as_ptr(), bytes.len()) };
    Ok(bytes.len())
}

impl Stdin {
    pub const fn new() -> Stdin {
        Stdin
    }
}

impl Read for Stdin {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Ok(0)
    }
}

impl Stdout {
    pub const fn new() -> Stdout {
        Stdout
    }
}

impl Write for Stdout {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write(1, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Stderr {
    pub const fn new() -> Stderr {
        Stderr
    }
}

impl Write for Stderr {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        write(2, bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub const STDIN_BUF_SIZE: usize = 0;

pub fn is_ebadf(_: &io::Error) -> bool {
    false
}

pub fn panic_output() -> Option<impl io::Write> {
    Some(Stderr::new())
}
