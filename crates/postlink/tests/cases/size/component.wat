;; Nested modules have reports of their own, with offsets in the whole file.
(component
  (import "host" (func $host (param "x" u32)))
  (core module $m (func $_ZN5hello4main17h21e6f395c735f6d1E (export "run")) (memory 1) (data (i32.const 0) "a"))
  (core instance $i (instantiate $m))
  (component $inner (core module (func $_ZN5inner1f17h21e6f395c735f6d1E nop)))
  (func $run (canon lift (core func $i "run")))
  (export "run" (func $run)))
