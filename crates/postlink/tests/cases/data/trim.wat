;; Zeros at both ends go, and a segment of nothing else goes with its name.
(module
  (memory (export "m") 1)
  (data $.rodata (i32.const 1024) "\00\00\00\00hello\00\00")
  (data $.zeros (i32.const 2048) "\00\00\00\00")
  (data $.data (i32.const 4096) "x"))
