;; No segment is left, so neither section is.
(module
  (memory (export "m") 1)
  (func nop)
  (data (i32.const 8) "\00\00\00\00")
  (data (i32.const 80) "\00"))
