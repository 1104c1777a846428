//! Passes that change code, executed: the module does the same before and after.

use wasmtime::{Engine, Instance, Memory, Module, Store, TypedFunc};

/// One page of memory and a copy of it; `v128` where the pass may use SIMD.
const COPY: &str = r#"(module
    (memory (export "memory") 1)
    (func (export "copy") (param i32 i32 i32)
        (memory.copy (local.get 0) (local.get 1) (local.get 2)))
    SIMD)"#;

struct Copier {
    store: Store<()>,
    memory: Memory,
    copy: TypedFunc<(i32, i32, i32), ()>,
}

impl Copier {
    fn new(engine: &Engine, wasm: &[u8]) -> Self {
        let mut store = Store::new(engine, ());
        let module = Module::new(engine, wasm).unwrap();
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        Self {
            memory: instance.get_memory(&mut store, "memory").unwrap(),
            copy: instance.get_typed_func(&mut store, "copy").unwrap(),
            store,
        }
    }

    /// What memory holds after the copy, from a known state; whether it trapped.
    fn copy(&mut self, to: i32, from: i32, len: i32) -> (Vec<u8>, bool) {
        for (at, byte) in self.memory.data_mut(&mut self.store).iter_mut().enumerate() {
            *byte = (at * 7 + at / 256) as u8;
        }
        let trapped = self.copy.call(&mut self.store, (to, from, len)).is_err();
        (self.memory.data(&self.store).to_vec(), trapped)
    }
}

#[test]
fn short_copies_copy() {
    let engine = Engine::default();
    for simd in [
        "",
        "(func (export \"v\") (drop (v128.const i32x4 0 0 0 0)))",
    ] {
        let before = wat::parse_str(COPY.replace("SIMD", simd)).unwrap();
        let after = postlink::short_copies(&before).unwrap();
        assert_ne!(before, after);
        let (mut old, mut new) = (Copier::new(&engine, &before), Copier::new(&engine, &after));
        const END: i32 = 65536;
        for len in 0..140 {
            // Apart, overlapping either way, the same place, and up to the end of memory.
            for (to, from) in [
                (300, 700),
                (300, 301),
                (301, 300),
                (300, 307),
                (310, 300),
                (300, 340),
                (333, 300),
                (300, 300),
                (0, END - len),
                (END - len, 0),
            ] {
                let (expected, traps) = old.copy(to, from, len);
                let (memory, trapped) = new.copy(to, from, len);
                assert!(!traps && !trapped, "{to} {from} {len}");
                assert!(memory == expected, "simd: {simd:?}, {to} {from} {len}");
            }
            if len > 0 {
                for (to, from) in [(0, END - len + 1), (END - len + 1, 0), (-1, 0), (0, -1)] {
                    assert!(old.copy(to, from, len).1);
                    assert!(new.copy(to, from, len).1, "{to} {from} {len} does not trap");
                }
            }
        }
    }
}
