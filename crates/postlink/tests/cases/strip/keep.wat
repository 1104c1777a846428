;; ARGS: all keep=name keep=.debug_line
(module
  (@custom "producers" "\00")
  (@custom ".debug_info" "info")
  (@custom ".debug_line" "line")
  (func $named (export "f")))
