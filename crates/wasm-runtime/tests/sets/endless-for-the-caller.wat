The time of a caller is over for those that it calls, too, which have as much as they like otherwise.
;;; member math
(component
  (core module $m 
    (func $half (export "f") (param i32) (result i32) (loop $l (br $l)) (i32.const 0)))
  (core instance $i (instantiate $m))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (instance $math (export "half" (func $f)))
  (export "local:math/math@1.0.0" (instance $math)))
;;; member user time=40
(component
  (import "local:math/math@1.0.0" (instance $math (export "half" (func (param "n" u32) (result u32)))))
  (core func $half (canon lower (func $math "half")))
  (core module $m (import "math" "half" (func $half (param i32) (result i32))) 
    (func $work (export "f") (param i32) (result i32) (call $half (local.get 0))))
  (core instance $i (instantiate $m (with "math" (instance (export "half" (func $half))))))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (export "work" (func $f)))
;;; member spinner time=20
(component
  (core module $m  (func $work (export "f") (param i32) (result i32) (loop $l (br $l)) (i32.const 0)))
  (core instance $i (instantiate $m))
  (func (export "work") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
;;; member idle
(component
  (core module $m  (func $work (export "f") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (func (export "work") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
;;; call spinner work 0
;;; call user work 0
;;; call idle work 3
