//! Read, Write, BufRead and Seek over slices, vectors and cursors; short reads and full writers.
use std::hint::black_box as b;
use std::io::{self, BufRead, BufReader, BufWriter, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};

struct Slow<'a>(&'a [u8], usize);
impl Read for Slow<'_> { fn read(&mut self, to: &mut [u8]) -> io::Result<usize> { self.1 += 1; if self.1 % 4 == 0 { return Err(ErrorKind::Interrupted.into()); } let n = to.len().min(3).min(self.0.len()); to[..n].copy_from_slice(&self.0[..n]); self.0 = &self.0[n..]; Ok(n) } }
#[derive(Default)] struct Count { bytes: usize, calls: usize, flushed: bool }
impl Write for Count { fn write(&mut self, d: &[u8]) -> io::Result<usize> { self.calls += 1; self.bytes += d.len(); Ok(d.len()) } fn flush(&mut self) -> io::Result<()> { self.flushed = true; Ok(()) } }

fn main() -> io::Result<()> {
    let text = b("line one\nline twö\n\nlast");
    let mut s = String::new();
    println!("{} {}", Slow(text.as_bytes(), 0).read_to_string(&mut s)?, s == text);
    println!("{:?}", BufReader::with_capacity(5, Slow(text.as_bytes(), 0)).lines().collect::<io::Result<Vec<_>>>()?);
    let mut r = BufReader::new(text.as_bytes());
    let mut buf = vec![];
    println!("{} {:?} {:?}", r.read_until(b'o', &mut buf)?, buf, r.fill_buf()?.len());
    r.consume(3);
    println!("{:?} {:?}", r.skip_until(b'\n')?, r.by_ref().split(b' ').next().transpose()?);
    let mut c = Cursor::new(vec![1u8, 2, 3, 4, 5, 6, 7, 8]);
    c.seek(SeekFrom::End(-3))?;
    c.write_all(&[60, 70, 80, 90])?;
    println!("{:?} {}", c.get_ref(), c.position());
    println!("{:?}", c.seek(SeekFrom::Current(-100)).map_err(|e| e.kind()));
    c.set_position(1);
    let mut four = [0; 4];
    c.read_exact(&mut four)?;
    println!("{four:?} {:?}", { c.set_position(7); c.read_exact(&mut four).map_err(|e| e.kind()) });
    let mut small = [0u8; 5];
    let mut w = &mut small[..];
    println!("{:?} {:?} {:?}", w.write(b"abc")?, w.write(b"def")?, w.write_all(b"g").map_err(|e| e.kind()));
    println!("{small:?}");
    let mut w = BufWriter::with_capacity(16, Count::default());
    for i in 0..20 { write!(w, "{i},")?; }
    w.flush()?;
    let n = w.into_inner().map_err(|_| ErrorKind::Other)?;
    println!("{} {} {}", n.bytes, n.calls < 10, n.flushed);
    let mut chained = (&b"head"[..]).chain(io::repeat(b'x').take(3)).chain(io::empty());
    let mut out = vec![];
    println!("{} {:?}", io::copy(&mut chained, &mut out)?, String::from_utf8_lossy(&out));
    println!("{:?}", (&b"\xff"[..]).read_to_string(&mut String::new()).map_err(|e| e.kind()));
    println!("{:?}", Slow(b"abcdefgh", 0).take(5).bytes().collect::<io::Result<Vec<_>>>()?);
    writeln!(io::stdout().lock(), "{:>8}|", "out")
}
