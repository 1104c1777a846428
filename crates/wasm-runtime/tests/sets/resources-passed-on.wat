A resource travels from one component to a second one through a third, which only passes it on.
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
;;; member relay
(component
  (import "local:count/api@1.0.0" (instance $api
    (export "counter" (type $counter (sub resource)))
    (export "make" (func (param "n" u32) (result (own $counter))))
    (export "[method]counter.value" (func (param "self" (borrow $counter)) (result u32)))))
  (alias export $api "counter" (type $counter))
  (core func $make (canon lower (func $api "make")))
  (core func $value (canon lower (func $api "[method]counter.value")))
  (core func $drop (canon resource.drop $counter))
  (core module $m
    (import "" "make" (func $make (param i32) (result i32)))
    (import "" "value" (func $value (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "fresh") (param i32) (result i32) (call $make (local.get 0)))
    (func (export "read") (param i32) (result i32) (local $v i32)
      (local.set $v (call $value (local.get 0)))
      (call $drop (local.get 0))
      (local.get $v))
    (func (export "eat") (param i32) (result i32) (local $v i32)
      (local.set $v (call $value (local.get 0)))
      (call $drop (local.get 0))
      (local.get $v)))
  (core instance $i (instantiate $m (with "" (instance (export "make" (func $make)) (export "value" (func $value)) (export "drop" (func $drop))))))
  (func $fresh (param "n" u32) (result (own $counter)) (canon lift (core func $i "fresh")))
  (func $read (param "c" (borrow $counter)) (result u32) (canon lift (core func $i "read")))
  (func $eat (param "c" (own $counter)) (result u32) (canon lift (core func $i "eat")))
  (component $out
    (import "counter" (type $c (sub resource)))
    (import "fresh" (func $fresh (param "n" u32) (result (own $c))))
    (import "read" (func $read (param "c" (borrow $c)) (result u32)))
    (import "eat" (func $eat (param "c" (own $c)) (result u32)))
    (export $e "counter" (type $c))
    (export "fresh" (func $fresh) (func (param "n" u32) (result (own $e))))
    (export "read" (func $read) (func (param "c" (borrow $e)) (result u32)))
    (export "eat" (func $eat) (func (param "c" (own $e)) (result u32))))
  (instance $relay (instantiate $out
    (with "counter" (type $counter)) (with "fresh" (func $fresh)) (with "read" (func $read)) (with "eat" (func $eat))))
  (export "local:relay/relay" (instance $relay)))
;;; member user
(component
  (import "local:count/api@1.0.0" (instance $api
    (export "counter" (type $counter (sub resource)))
    (export "[method]counter.value" (func (param "self" (borrow $counter)) (result u32)))))
  (alias export $api "counter" (type $counter))
  (import "local:relay/relay" (instance $relay
    (export "counter" (type $c (eq $counter)))
    (export "fresh" (func (param "n" u32) (result (own $c))))
    (export "read" (func (param "c" (borrow $c)) (result u32)))
    (export "eat" (func (param "c" (own $c)) (result u32)))))
  (core func $fresh (canon lower (func $relay "fresh")))
  (core func $read (canon lower (func $relay "read")))
  (core func $eat (canon lower (func $relay "eat")))
  (core func $value (canon lower (func $api "[method]counter.value")))
  (core func $drop (canon resource.drop $counter))
  (core module $m
    (import "" "fresh" (func $fresh (param i32) (result i32)))
    (import "" "read" (func $read (param i32) (result i32)))
    (import "" "eat" (func $eat (param i32) (result i32)))
    (import "" "value" (func $value (param i32) (result i32)))
    (import "" "drop" (func $drop (param i32)))
    (func (export "all") (param i32) (result i32) (local $c i32) (local $sum i32)
      (local.set $c (call $fresh (local.get 0)))
      (local.set $sum (i32.add (call $read (local.get $c)) (call $value (local.get $c))))
      (i32.add (local.get $sum) (call $eat (local.get $c)))))
  (core instance $i (instantiate $m (with "" (instance
    (export "fresh" (func $fresh)) (export "read" (func $read)) (export "eat" (func $eat)) (export "value" (func $value)) (export "drop" (func $drop))))))
  (func (export "all") (param "n" u32) (result u32) (canon lift (core func $i "all"))))
;;; call user all 5
;;; call counters dropped
;;; held
;;; call user all 6
;;; call counters dropped
;;; held
;;; explain
