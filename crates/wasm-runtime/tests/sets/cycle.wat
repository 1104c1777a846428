Components that import from each other in a circle are refused.
;;; member a
(component
  (import "local:b/b" (instance $o (export "go" (func))))
  (core func $go (canon lower (func $o "go")))
  (core module $m (import "o" "go" (func $go)) (func (export "f") (call $go)))
  (core instance $i (instantiate $m (with "o" (instance (export "go" (func $go))))))
  (func $f (canon lift (core func $i "f")))
  (instance $e (export "go" (func $f)))
  (export "local:a/a" (instance $e)))
;;; member b
(component
  (import "local:c/c" (instance $o (export "go" (func))))
  (core func $go (canon lower (func $o "go")))
  (core module $m (import "o" "go" (func $go)) (func (export "f") (call $go)))
  (core instance $i (instantiate $m (with "o" (instance (export "go" (func $go))))))
  (func $f (canon lift (core func $i "f")))
  (instance $e (export "go" (func $f)))
  (export "local:b/b" (instance $e)))
;;; member c
(component
  (import "local:a/a" (instance $o (export "go" (func))))
  (core func $go (canon lower (func $o "go")))
  (core module $m (import "o" "go" (func $go)) (func (export "f") (call $go)))
  (core instance $i (instantiate $m (with "o" (instance (export "go" (func $go))))))
  (func $f (canon lift (core func $i "f")))
  (instance $e (export "go" (func $f)))
  (export "local:c/c" (instance $e)))
