(module
  (memory 1)
  (table 1 funcref)
  (global (mut i32) (i32.const 0))
  (type $f (func))
  (func (export "f") (call_indirect (type $f) (i32.const 0))))
