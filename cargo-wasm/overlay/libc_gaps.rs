//! Functions that std calls and that C libraries for WASI older than std do not define, with the behaviour of newer ones.
//!
//! Compiled for wasm by the sysroot builder into a member of `libc.a`, each function only when the library lacks it
//! (`--cfg gap="NAME"`).

use core::ffi::{c_char, c_int, c_void};
use core::ptr;

/// Error numbers of WASI preview 1.
const EINVAL: c_int = 28;
const ELOOP: c_int = 32;
const ENAMETOOLONG: c_int = 37;
const ENOENT: c_int = 44;
const ENOSYS: c_int = 52;
const ENOTSUP: c_int = 58;
const ENOTCAPABLE: c_int = 76;

unsafe extern "C" {
    static mut errno: c_int;
    fn access(path: *const c_char, mode: c_int) -> c_int;
    fn getcwd(buffer: *mut c_char, size: usize) -> *mut c_char;
    fn malloc(size: usize) -> *mut c_void;
    fn readlink(path: *const c_char, buffer: *mut c_char, size: usize) -> isize;
}

unsafe fn fail<T>(number: c_int, result: T) -> T {
    unsafe { errno = number };
    result
}

#[cfg(gap = "chmod")]
#[unsafe(no_mangle)]
unsafe extern "C" fn chmod(_path: *const c_char, _mode: u32) -> c_int {
    unsafe { fail(ENOSYS, -1) }
}

#[cfg(gap = "fchmod")]
#[unsafe(no_mangle)]
unsafe extern "C" fn fchmod(_file: c_int, _mode: u32) -> c_int {
    unsafe { fail(ENOSYS, -1) }
}

// There are no threads: attributes are accepted, and the thread itself is refused with the error that std and its users
// read as "unsupported here".

#[cfg(gap = "pthread_attr_init")]
#[unsafe(no_mangle)]
unsafe extern "C" fn pthread_attr_init(_attributes: *mut c_void) -> c_int {
    0
}

#[cfg(gap = "pthread_attr_destroy")]
#[unsafe(no_mangle)]
unsafe extern "C" fn pthread_attr_destroy(_attributes: *mut c_void) -> c_int {
    0
}

#[cfg(gap = "pthread_attr_setstacksize")]
#[unsafe(no_mangle)]
unsafe extern "C" fn pthread_attr_setstacksize(_attributes: *mut c_void, _size: usize) -> c_int {
    0
}

#[cfg(gap = "pthread_create")]
#[unsafe(no_mangle)]
unsafe extern "C" fn pthread_create(
    _thread: *mut c_void,
    _attributes: *const c_void,
    _start: *const c_void,
    _argument: *mut c_void,
) -> c_int {
    ENOTSUP
}

#[cfg(gap = "pthread_join")]
#[unsafe(no_mangle)]
unsafe extern "C" fn pthread_join(_thread: *mut c_void, _result: *mut *mut c_void) -> c_int {
    EINVAL
}

#[cfg(gap = "pthread_detach")]
#[unsafe(no_mangle)]
unsafe extern "C" fn pthread_detach(_thread: *mut c_void) -> c_int {
    EINVAL
}

const PATH_MAX: usize = 4096;
const LINKS_MAX: usize = 40;

/// A path under construction, with room for the zero byte behind it.
///
/// Slices' methods are left alone, here and below: an optimised program has no `core` left for this object to call.
struct Path {
    bytes: [u8; PATH_MAX + 1],
    len: usize,
}

impl Path {
    fn new() -> Path {
        Path { bytes: [0; PATH_MAX + 1], len: 0 }
    }

    /// The byte at `index`, and 0 behind the end.
    fn at(&self, index: usize) -> u8 {
        if index < self.len { unsafe { *self.bytes.as_ptr().add(index) } } else { 0 }
    }

    /// Appends `len` bytes, with a slash between if `slash`, and keeps the zero byte; false when they do not fit.
    unsafe fn push(&mut self, text: *const u8, len: usize, slash: bool) -> bool {
        let slash = slash && self.len > 0 && self.at(self.len - 1) != b'/';
        let start = self.len + usize::from(slash);
        if start + len > PATH_MAX {
            return false;
        }
        unsafe {
            let bytes = self.bytes.as_mut_ptr();
            if slash {
                *bytes.add(self.len) = b'/';
            }
            ptr::copy_nonoverlapping(text, bytes.add(start), len);
        }
        self.cut(start + len);
        true
    }

    fn cut(&mut self, len: usize) {
        self.len = len;
        unsafe { *self.bytes.as_mut_ptr().add(len) = 0 };
    }

    fn c_str(&self) -> *const c_char {
        self.bytes.as_ptr().cast()
    }
}

unsafe fn length(text: *const c_char) -> usize {
    let mut len = 0;
    while unsafe { *text.add(len) } != 0 {
        len += 1;
    }
    len
}

/// The path without links, `.` and `..`, from the root on; the caller frees it when `resolved` is null.
#[cfg(gap = "realpath")]
#[unsafe(no_mangle)]
unsafe extern "C" fn realpath(path: *const c_char, resolved: *mut c_char) -> *mut c_char {
    unsafe {
        if path.is_null() {
            return fail(EINVAL, ptr::null_mut());
        }
        let mut out = Path::new();
        let number = resolve(path, &mut out);
        if number != 0 {
            return fail(number, ptr::null_mut());
        }
        let target = if resolved.is_null() { malloc(out.len + 1).cast() } else { resolved };
        if !target.is_null() {
            ptr::copy_nonoverlapping(out.c_str(), target, out.len + 1);
        }
        target
    }
}

/// Returns an error number, or 0.
unsafe fn resolve(path: *const c_char, out: &mut Path) -> c_int {
    // What is still to be read, and how much of it has been.
    let mut rest = Path::new();
    let mut at = 0;
    let mut link = Path::new();
    let mut links = 0;
    unsafe {
        if !rest.push(path.cast(), length(path), false) {
            return ENAMETOOLONG;
        }
        if rest.len == 0 {
            return ENOENT;
        }
        if rest.at(0) == b'/' {
            out.push(c"/".as_ptr().cast(), 1, false);
        } else {
            if getcwd(out.bytes.as_mut_ptr().cast(), PATH_MAX).is_null() {
                return errno;
            }
            out.len = length(out.c_str());
        }
        while at < rest.len {
            let start = at;
            while at < rest.len && rest.at(at) != b'/' {
                at += 1;
            }
            let len = at - start;
            let is_last = at == rest.len;
            at += 1;
            let dots = (rest.at(start) == b'.') as usize;
            if len == 0 || len == 1 && dots == 1 {
                // A dot behind a name says that it is a folder.
                if is_last {
                    return must_be_there(out, true);
                }
                continue;
            }
            if len == 2 && dots == 1 && rest.at(start + 1) == b'.' {
                // Only a folder has a parent.
                let number = must_be_there(out, true);
                if number != 0 {
                    return number;
                }
                let mut parent = out.len;
                while parent > 1 && out.at(parent - 1) != b'/' {
                    parent -= 1;
                }
                out.cut(if parent > 1 { parent - 1 } else { 1 });
                continue;
            }
            let before = out.len;
            if !out.push(rest.bytes.as_ptr().add(start), len, true) {
                return ENAMETOOLONG;
            }
            let length = readlink(out.c_str(), link.bytes.as_mut_ptr().cast(), PATH_MAX);
            if length < 0 {
                // A component on the way to a folder that was granted cannot itself be seen: whether the whole is
                // there is asked at the end.
                match errno {
                    EINVAL | ENOENT | ENOTCAPABLE => continue,
                    number => return number,
                }
            }
            links += 1;
            if links > LINKS_MAX {
                return ELOOP;
            }
            link.cut(length as usize);
            out.cut(if link.at(0) == b'/' { 1 } else { before });
            if !is_last && !link.push(rest.bytes.as_ptr().add(at), rest.len - at, true) {
                return ENAMETOOLONG;
            }
            core::mem::swap(&mut rest, &mut link);
            at = 0;
        }
        must_be_there(out, rest.at(rest.len - 1) == b'/')
    }
}

unsafe fn must_be_there(path: &mut Path, folder: bool) -> c_int {
    let len = path.len;
    unsafe {
        if folder && !path.push(c".".as_ptr().cast(), 1, true) {
            return ENAMETOOLONG;
        }
        let there = access(path.c_str(), 0) == 0;
        path.cut(len);
        // The root is always there, whether or not it was granted.
        if there || len == 1 { 0 } else { errno }
    }
}
