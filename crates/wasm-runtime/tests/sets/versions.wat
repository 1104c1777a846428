The highest compatible version is linked, and an older or incompatible one never is.
;;; member old
(component
  (core module $m (func (export "f") (result i32) (i32.const 10)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (instance $n (export "number" (func $f)))
  (export "local:numbers/numbers@1.0.0" (instance $n)))
;;; member new
(component
  (core module $m (func (export "f") (result i32) (i32.const 14)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (instance $n (export "number" (func $f)))
  (export "local:numbers/numbers@1.4.0" (instance $n)))
;;; member newest
(component
  (core module $m (func (export "f") (result i32) (i32.const 20)))
  (core instance $i (instantiate $m))
  (func $f (result u32) (canon lift (core func $i "f")))
  (instance $n (export "number" (func $f)))
  (export "local:numbers/numbers@2.0.0" (instance $n)))
;;; member user
(component
  (import "local:numbers/numbers@1.2.0" (instance $n (export "number" (func (result u32)))))
  (core func $number (canon lower (func $n "number")))
  (core module $m (import "n" "number" (func $number (result i32))) (func (export "f") (result i32) (call $number)))
  (core instance $i (instantiate $m (with "n" (instance (export "number" (func $number))))))
  (func (export "ask") (result u32) (canon lift (core func $i "f"))))
;;; call user ask
;;; call user askk
;;; call usr ask
;;; call new numbers#number
;;; call new numbers@1/number
;;; call user ask 1
;;; explain
