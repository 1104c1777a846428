When the fallback fails as well, an essential component is an error.
;;; member math
nothing
;;; fallback math
(module)
;;; member user
(component
  (import "local:math/math@1.0.0" (instance $math (export "half" (func (param "n" u32) (result u32)))))
  (core func $half (canon lower (func $math "half")))
  (core module $m (import "math" "half" (func $half (param i32) (result i32))) 
    (func $work (export "f") (param i32) (result i32) (call $half (local.get 0))))
  (core instance $i (instantiate $m (with "math" (instance (export "half" (func $half))))))
  (func $f (param "n" u32) (result u32) (canon lift (core func $i "f")))
  (export "work" (func $f)))
