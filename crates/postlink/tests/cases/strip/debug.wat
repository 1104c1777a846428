;; ARGS: debug
(module
  (@custom "producers" "\00")
  (@custom ".debug_info" "info")
  (func $named (export "f")))
