Resources of one component are made, lent, given away and dropped by another.
;;; member counters
(component
  (core module $m
    (global $dropped (mut i32) (i32.const 0))
    (func (export "drop") (param i32) (global.set $dropped (i32.add (global.get $dropped) (i32.const 1))))
    (func (export "value") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1000)))
    (func (export "dropped") (result i32) (global.get $dropped)))
  (core instance $i (instantiate $m))
  (type $counter (resource (rep i32) (dtor (core func $i "drop"))))
  (core func $new (canon resource.new $counter))
  (core func $rep (canon resource.rep $counter))
  (core func $destroy (canon resource.drop $counter))
  (core module $shim
    (import "" "new" (func $new (param i32) (result i32)))
    (import "" "rep" (func $rep (param i32) (result i32)))
    (import "" "destroy" (func $destroy (param i32)))
    (func (export "new") (param i32) (result i32) (call $new (local.get 0)))
    (func (export "finish") (param i32) (result i32) (local $n i32)
      (local.set $n (call $rep (local.get 0)))
      (call $destroy (local.get 0))
      (local.get $n)))
  (core instance $s (instantiate $shim (with "" (instance
    (export "new" (func $new)) (export "rep" (func $rep)) (export "destroy" (func $destroy))))))
  (func $make (param "n" u32) (result (own $counter)) (canon lift (core func $s "new")))
  (func $value (param "self" (borrow $counter)) (result u32) (canon lift (core func $i "value")))
  (func $finish (param "c" (own $counter)) (result u32) (canon lift (core func $s "finish")))
  (func $dropped (result u32) (canon lift (core func $i "dropped")))
  (component $out
    (import "counter" (type $c (sub resource)))
    (import "make" (func $make (param "n" u32) (result (own $c))))
    (import "value" (func $value (param "self" (borrow $c)) (result u32)))
    (import "finish" (func $finish (param "c" (own $c)) (result u32)))
    (import "dropped" (func $dropped (result u32)))
    (export $e "counter" (type $c))
    (export "make" (func $make) (func (param "n" u32) (result (own $e))))
    (export "[method]counter.value" (func $value) (func (param "self" (borrow $e)) (result u32)))
    (export "finish" (func $finish) (func (param "c" (own $e)) (result u32)))
    (export "dropped" (func $dropped)))
  (instance $api (instantiate $out
    (with "counter" (type $counter)) (with "make" (func $make)) (with "value" (func $value)) (with "finish" (func $finish)) (with "dropped" (func $dropped))))
  (export "local:count/api@1.0.0" (instance $api)))
;;; member user
(component
  (import "local:count/api@1.0.0" (instance $api
    (export "counter" (type $counter (sub resource)))
    (export "make" (func (param "n" u32) (result (own $counter))))
    (export "[method]counter.value" (func (param "self" (borrow $counter)) (result u32)))
    (export "finish" (func (param "c" (own $counter)) (result u32)))))
  (alias export $api "counter" (type $counter))
  (core func $make (canon lower (func $api "make")))
  (core func $value (canon lower (func $api "[method]counter.value")))
  (core func $finish (canon lower (func $api "finish")))
  (core func $drop (canon resource.drop $counter))
  (core module $m
    (import "" "make" (func $make (param i32) (result i32)))
    (import "" "value" (func $value (param i32) (result i32)))
    (import "" "finish" (func $finish (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (global $kept (mut i32) (i32.const 0))
    (func (export "ask") (param i32) (result i32) (local $c i32) (local $v i32)
      (local.set $c (call $make (local.get 0)))
      (local.set $v (call $value (local.get $c)))
      (call $drop (local.get $c))
      (local.get $v))
    (func (export "give") (param i32) (result i32) (call $finish (call $make (local.get 0))))
    (func (export "keep") (param i32) (global.set $kept (call $make (local.get 0))))
    (func (export "kept") (result i32) (call $value (global.get $kept))))
  (core instance $i (instantiate $m (with "" (instance
    (export "make" (func $make)) (export "value" (func $value)) (export "finish" (func $finish)) (export "drop" (func $drop))))))
  (func (export "ask") (param "n" u32) (result u32) (canon lift (core func $i "ask")))
  (func (export "give") (param "n" u32) (result u32) (canon lift (core func $i "give")))
  (func (export "keep") (param "n" u32) (canon lift (core func $i "keep")))
  (func (export "kept") (result u32) (canon lift (core func $i "kept"))))
;;; call user ask 5
;;; call counters dropped
;;; held
;;; call user give 6
;;; call counters dropped
;;; held
;;; call user keep 7
;;; call user kept
;;; held
