Strings and lists are copied from one memory to another, and checked on the way.
;;; member echo
(component
  (core module $m (memory (export "memory") 1)
    (global $at (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.get $at) (global.set $at (i32.add (global.get $at) (local.get 3))))
    (func (export "shout") (param $p i32) (param $n i32) (result i32)
      (i32.store (i32.const 0) (local.get $p))
      (i32.store (i32.const 4) (local.get $n))
      (i32.store8 (local.get $p) (i32.const 33))
      (i32.const 0))
    (func (export "lie") (param i32 i32) (result i32)
      (i32.store (i32.const 0) (i32.const 70000)) (i32.store (i32.const 4) (i32.const 10)) (i32.const 0)))
  (core instance $i (instantiate $m))
  (func $shout (param "text" string) (result string)
    (canon lift (core func $i "shout") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (func $lie (param "text" string) (result string)
    (canon lift (core func $i "lie") (memory (core memory $i "memory")) (realloc (core func $i "realloc"))))
  (instance $api (export "shout" (func $shout)) (export "lie" (func $lie)))
  (export "local:echo/echo" (instance $api)))
;;; member user
(component
  (import "local:echo/echo" (instance $echo
    (export "shout" (func (param "text" string) (result string)))
    (export "lie" (func (param "text" string) (result string)))))
  (core module $libc (memory (export "memory") 1)
    (global $at (mut i32) (i32.const 1024))
    (func (export "realloc") (param i32 i32 i32 i32) (result i32)
      (global.get $at) (global.set $at (i32.add (global.get $at) (local.get 3)))))
  (core instance $l (instantiate $libc))
  (core func $shout (canon lower (func $echo "shout") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (core func $lie (canon lower (func $echo "lie") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (core module $m
    (import "" "shout" (func $shout (param i32 i32 i32)))
    (import "" "lie" (func $lie (param i32 i32 i32)))
    (func (export "shout") (param i32 i32) (result i32)
      (call $shout (local.get 0) (local.get 1) (i32.const 8)) (i32.const 8))
    (func (export "lie") (param i32 i32) (result i32)
      (call $lie (local.get 0) (local.get 1) (i32.const 8)) (i32.const 8)))
  (core instance $i (instantiate $m (with "" (instance (export "shout" (func $shout)) (export "lie" (func $lie))))))
  (func (export "shout") (param "text" string) (result string)
    (canon lift (core func $i "shout") (memory (core memory $l "memory")) (realloc (core func $l "realloc"))))
  (func (export "lie") (param "text" string) (result string)
    (canon lift (core func $i "lie") (memory (core memory $l "memory")) (realloc (core func $l "realloc")))))
;;; call user shout "hello"
;;; call user shout 3
;;; call user lie "hello"
;;; call user shout "again"
