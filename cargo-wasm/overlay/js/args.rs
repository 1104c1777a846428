//! std's arguments under a JavaScript host: those of the Node process.

use crate::ffi::OsString;
use crate::string::String;
use crate::vec::{self, Vec};
use crate::fmt;

#[link(wasm_import_module = "wasmrust:std")]
unsafe extern "C" {
    /// How many bytes `args_copy` writes.
    #[link_name = "args_len"]
    fn js_args_len() -> usize;
    /// Writes the arguments in UTF-8, with a zero byte behind each.
    #[link_name = "args_copy"]
    fn js_args_copy(to: *mut u8);
}

pub struct Args(vec::IntoIter<OsString>);

pub fn args() -> Args {
    // SAFETY: it only returns a number.
    let len = unsafe { js_args_len() };
    let mut bytes: Vec<u8> = crate::vec![0; len];
    // SAFETY: there is room for what it writes.
    unsafe { js_args_copy(bytes.as_mut_ptr()) };
    let words = bytes.split(|byte| *byte == 0);
    let mut args: Vec<_> =
        words.map(|word| OsString::from(String::from_utf8_lossy(word).into_owned())).collect();
    args.pop();
    Args(args.into_iter())
}

impl fmt::Debug for Args {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_slice().fmt(f)
    }
}

impl Iterator for Args {
    type Item = OsString;

    fn next(&mut self) -> Option<OsString> {
        self.0.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Args {
    fn next_back(&mut self) -> Option<OsString> {
        self.0.next_back()
    }
}

impl ExactSizeIterator for Args {
    fn len(&self) -> usize {
        self.0.len()
    }
}
