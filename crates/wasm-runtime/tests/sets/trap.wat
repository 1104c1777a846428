A trap names its component and who called it; those that were waiting start afresh, and a bystander keeps what it has.
;;; member math
(component
  (core module $m (global $calls (mut i32) (i32.const 0))
    (func $half (export "f") (param i32) (result i32) (if (result i32) (i32.eqz (local.get 0)) (then unreachable) (else (global.set $calls (i32.add (global.get $calls) (i32.const 1))) (global.get $calls)))))
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
;;; member bystander
(component
  (core module $m (global $calls (mut i32) (i32.const 0)) (func $work (export "f") (param i32) (result i32) (global.set $calls (i32.add (global.get $calls) (local.get 0))) (global.get $calls)))
  (core instance $i (instantiate $m))
  (func (export "work") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
;;; call bystander work 5
;;; call user work 1
;;; call user work 1
;;; call user work 0
;;; call user work 1
;;; call bystander work 5
