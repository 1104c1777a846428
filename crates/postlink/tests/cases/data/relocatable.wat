(module
  (@custom "linking" "\02")
  (memory 1)
  (data (i32.const 8) "\00\00\00\00"))
