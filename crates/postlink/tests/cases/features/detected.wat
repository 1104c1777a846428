(module
  (memory 1)
  (global (export "g") (mut i32) (i32.const 0))
  (global i32 (i32.add (i32.const 1) (i32.const 2)))
  (func (param f64) (result i32 i32)
    (memory.copy (i32.const 0) (i32.const 1) (i32.const 2))
    (i32.extend8_s (i32.trunc_sat_f64_s (local.get 0)))
    (i32.const 2)))
