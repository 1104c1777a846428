;; memory.init names segment 1: indices up to there stay, and the count is right.
(module
  (memory (export "m") 1)
  (func (memory.init 1 (i32.const 0) (i32.const 0) (i32.const 2)) (data.drop 1))
  (data $a (i32.const 100) "\00\00\00\00a\00\00")
  (data $b "pp")
  (data $c (i32.const 300) "\00\00\00\00")
  (data $d (i32.const 400) "\00\00\00\00d"))
