(module
  (memory (export "m") i64 1)
  (memory 1)
  (data (i64.const 60000) "\00\00\00\00a")
  (data (memory 1) (i32.const 0) "\00\00\00\00b"))
