;; Two neighbours that would join, were it not for the overlapping pair between them.
(module
  (memory (export "m") 1)
  (data (i32.const 0) "a\00\00")
  (data (i32.const 3) "xy")
  (data (i32.const 4) "z")
  (data (i32.const 5) "\00b"))
