//! Pointer arithmetic, casts, offsets, comparisons, reads and writes of many types, aligned and not.
use std::hint::black_box as b;
use std::ptr;

#[repr(C)] #[derive(Debug, Clone, Copy, PartialEq, Default)] struct Rec { a: u8, b: u16, c: u32, d: u64, e: [u8; 3] }

fn main() {
    let mut v: [u32; 8] = b(std::array::from_fn(|i| i as u32 * 10));
    let p = v.as_mut_ptr();
    unsafe {
        println!("{} {} {}", *p.add(3), *p.offset(2).sub(1), p.add(7).read());
        println!("{} {} {}", p.add(6).offset_from(p), p.offset_from(p.add(2)), p.add(5).byte_offset_from(p));
        ptr::swap(p, p.add(7));
        ptr::copy(p.add(1), p.add(2), 4);
        ptr::copy_nonoverlapping(&77, p.add(6), 1);
        println!("{:?}", *p.cast::<[u32; 8]>());
        println!("{} {}", ptr::replace(p, 5), p.wrapping_add(1).read());
        ptr::write_bytes(p.add(2), 0xab, 2);
        println!("{:x?} {}", std::slice::from_raw_parts(p.add(1), 4), p < p.add(1));
        let bytes = p.cast::<u8>();
        bytes.add(5).cast::<u32>().write_unaligned(0x0102_0304);
        println!("{:x} {:x?}", bytes.add(5).cast::<u32>().read_unaligned(), std::slice::from_raw_parts(bytes.add(4), 6));
        println!("{:x} {}", bytes.add(3).cast::<u64>().read_unaligned(), bytes.add(1).cast::<i16>().read_unaligned());
        bytes.add(9).cast::<Rec>().write_unaligned(Rec { a: 1, b: 2, c: 3, d: 4, e: [5, 6, 7] });
        println!("{:?}", bytes.add(9).cast::<Rec>().read_unaligned());
        let v2 = ptr::slice_from_raw_parts_mut(p, 3);
        (&mut *v2)[1] = 1;
        println!("{} {:?}", v2.len(), &(&*v2)[1..2]);
    }
    let r = b(Rec { a: 1, b: 2, c: 3, d: 4, e: [9; 3] });
    let (base, d) = (&raw const r, &raw const r.d);
    println!("{} {} {}", unsafe { d.byte_offset_from(base) }, std::mem::offset_of!(Rec, c), std::mem::offset_of!(Rec, e));
    println!("{} {}", size_of::<Rec>(), unsafe { *base.byte_add(2).cast::<u16>() });
    let n: *const u8 = ptr::null();
    println!("{} {:?} {}", n.is_null(), unsafe { n.as_ref() }, ptr::eq(&v[0], p));
    let x = Box::into_raw(Box::new(41));
    unsafe { *x += 1; println!("{}", Box::from_raw(x)); }
    let dangling = ptr::NonNull::<u64>::dangling();
    println!("{} {}", dangling.addr().get() % 8, p.is_aligned());
    let f: *const dyn std::fmt::Debug = &b(5u8);
    println!("{:?} {}", unsafe { &*f }, f.cast::<u8>().is_null());
}
