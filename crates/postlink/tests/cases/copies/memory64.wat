;; 64-bit addresses are left alone.
(module
  (memory i64 1)
  (func (param i64 i64 i64) local.get 0 local.get 1 local.get 2 memory.copy)
)
