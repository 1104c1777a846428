(module
  (memory (export "m") 1)
  (func (data.drop 0))
  (data $a (i32.const 100) "\00\00\00\00"))
