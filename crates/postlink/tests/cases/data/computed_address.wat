;; An address known only at run time may overlap anything.
(module
  (import "env" "base" (global i32))
  (memory (export "m") 1)
  (data (i32.const 8) "\00\00\00\00a")
  (data (global.get 0) "b"))
