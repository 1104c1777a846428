;; ARGS: names
;; Relocations name sections by index: nothing may go from among them.
(module
  (@custom "reloc.CODE" "\00\00")
  (func $named (export "f")))
