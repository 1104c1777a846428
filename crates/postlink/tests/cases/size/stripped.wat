;; No name section: an export's name, else the index.
(module
  (import "env" "f" (func (param i32)))
  (import "env" "t" (table 1 funcref))
  (global (export "g") i32 (i32.const 7))
  (func (export "run") (call 0 (i32.const 1)))
  (func (export "_start"))
  (func))
