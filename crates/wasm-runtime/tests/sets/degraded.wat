A component may be let to do without: then it traps only where it insists.
;;; member watch degrade=clock
(component
  (import "wasi:clocks/monotonic-clock@0.2.0" (instance $c (export "now" (func (result u64)))))
  (core func $now (canon lower (func $c "now")))
  (core module $m (import "c" "now" (func $now (result i64)))
    (func (export "f") (result i32) (i64.gt_u (call $now) (i64.const 0))))
  (core instance $i (instantiate $m (with "c" (instance (export "now" (func $now))))))
  (func (export "time-passes") (result bool) (canon lift (core func $i "f"))))
;;; call watch time-passes
;;; explain
