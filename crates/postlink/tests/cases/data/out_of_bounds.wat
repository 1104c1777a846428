;; Instantiation traps, and must go on to.
(module
  (memory (export "m") 1)
  (data (i32.const 65530) "abc\00\00\00\00\00\00\00\00"))
