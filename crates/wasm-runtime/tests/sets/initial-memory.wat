A component that starts with more than its limit is refused.
;;; member big memory=65536
(component
  (core module $m (memory 2) (func $work (export "f") (param i32) (result i32) (local.get 0)))
  (core instance $i (instantiate $m))
  (func (export "work") (param "n" u32) (result u32) (canon lift (core func $i "f"))))
