Another implementation is put in a running one's place, if it has what others import.
;;; member math
(component
  (core module $m 
    (func $half (export "f") (param i32) (result i32) (i32.div_u (local.get 0) (i32.const 2))))
  (core instance $i (instantiate $m))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (instance $math (export "half" (func $f)))
  (export "local:math/math@1.0.0" (instance $math)))
;;; member user
(component
  (import "local:math/math@1.0.0" (instance $math (export "half" (func (param "n" u32) (result u32)))))
  (core func $half (canon lower (func $math "half")))
  (core module $m (import "math" "half" (func $half (param i32) (result i32))) 
    (func $work (export "f") (param i32) (result i32) (call $half (local.get 0))))
  (core instance $i (instantiate $m (with "math" (instance (export "half" (func $half))))))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (export "work" (func $f)))
;;; call user work 12
;;; replace math
(component
  (core module $m 
    (func $half (export "f") (param i32) (result i32) (i32.div_u (local.get 0) (i32.const 3))))
  (core instance $i (instantiate $m))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (instance $math (export "half" (func $f)))
  (export "local:math/math@1.1.0" (instance $math)))
;;; call user work 12
;;; replace math
(component
  (core module $m 
    (func $half (export "f") (param i32) (result i32) (i32.div_u (local.get 0) (i32.const 2))))
  (core instance $i (instantiate $m))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (instance $math (export "half" (func $f)))
  (export "local:math/math@2.0.0" (instance $math)))
;;; replace math
(component
  (import "local:other/other" (instance $o (export "go" (func))))
  (core module $m (func (export "f") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (instance $math (export "half" (func $f)))
  (export "local:math/math@1.0.0" (instance $math)))
;;; replace math
(component
  (import "wasi:clocks/monotonic-clock@0.2.0" (instance $c (export "now" (func (result u64)))))
  (core func $now (canon lower (func $c "now")))
  (core module $m (import "c" "now" (func $now (result i64)))
    (func (export "f") (result i32) (i64.gt_u (call $now) (i64.const 0))))
  (core instance $i (instantiate $m (with "c" (instance (export "now" (func $now))))))
  (func (export "time-passes") (result bool) (canon lift (core func $i "f"))))
;;; replace math
garbage
;;; replace nobody
(component)
;;; call user work 12
