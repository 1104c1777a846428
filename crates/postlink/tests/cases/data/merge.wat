(module
  (memory (export "m") 1)
  (data $b (i32.const 12) "world")
  (data $a (i32.const 4) "hello"))
