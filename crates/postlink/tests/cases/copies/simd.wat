;; A module that uses SIMD gets the wider function. No name section: none is made.
(module
  (memory 1)
  (func (export "copy") (param i32 i32 i32)
    local.get 0 local.get 1 local.get 2 memory.copy)
  (func (result v128) (v128.const i32x4 1 2 3 4))
)
