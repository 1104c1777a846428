;; ARGS: all
(component $outer
  (core module $m (@custom "producers" "\00") (func $named (export "run")))
  (@custom "producers" "\00")
  (@custom "mine" "x")
  (component $inner (core module $n (func $inner_named)))
  (core instance $i (instantiate $m)))
