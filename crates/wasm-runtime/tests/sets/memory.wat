Memory beyond the limit is refused to the one component, and named when it traps over it.
;;; member hungry memory=131072
(component
  (core module $m (memory 1) (func $work (export "f") (param i32) (result i32) (if (i32.eq (memory.grow (local.get 0)) (i32.const -1)) (then unreachable)) (memory.size)))
  (core instance $i (instantiate $m))
  (func (export "work") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
;;; member other
(component
  (core module $m (memory 1) (func $work (export "f") (param i32) (result i32) (drop (memory.grow (local.get 0))) (memory.size)))
  (core instance $i (instantiate $m))
  (func (export "work") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
;;; call hungry work 1
;;; call hungry work 100
;;; call other work 100
;;; call hungry work 0
;;; explain
