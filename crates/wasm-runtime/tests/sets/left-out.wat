What is not essential is left out, with those that need it, and the rest runs.
;;; member math optional
this is no component
;;; member user optional
(component
  (import "local:math/math@1.0.0" (instance $math (export "half" (func (param "n" u32) (result u32)))))
  (core func $half (canon lower (func $math "half")))
  (core module $m (import "math" "half" (func $half (param i32) (result i32))) 
    (func $work (export "f") (param i32) (result i32) (call $half (local.get 0))))
  (core instance $i (instantiate $m (with "math" (instance (export "half" (func $half))))))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (export "work" (func $f)))
;;; member rest
(component
  (core module $m  (func $work (export "f") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (func (export "work") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
;;; call rest work 8
;;; call user work 8
;;; explain
