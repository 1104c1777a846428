;; A run of zeros longer than a header is a seam, a shorter one is not.
(module
  (memory (export "m") 1)
  (data $d (i32.const 8) "ab\00\00\00\00cd\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00\00ef"))
