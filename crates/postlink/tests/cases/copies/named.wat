;; A length known only at run time is redirected; a constant one stays, and so does a copy within another memory.
(module $m
  (type $unrelated (func (result i32)))
  (import "host" "f" (func $f))
  (memory 1)
  (memory $other 1)
  (func $copy (export "copy") (param $to i32) (param $from i32) (param $len i32)
    (memory.copy (local.get $to) (local.get $from) (local.get $len))
    (memory.copy (local.get $to) (local.get $from) (i32.const 200))
    (memory.copy $other $other (local.get $to) (local.get $from) (local.get $len))
    call $f)
)
