;; The second segment's zeros erase the first one's bytes; the third stands alone.
(module
  (memory (export "m") 1)
  (data (i32.const 0) "abcdef")
  (data (i32.const 2) "\00\00")
  (data (i32.const 64) "\00\00\00x"))
