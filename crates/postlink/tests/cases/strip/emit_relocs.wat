;; ARGS: names relocations
(module
  (@custom "reloc.CODE" "\00\00")
  (func $named (export "f")))
