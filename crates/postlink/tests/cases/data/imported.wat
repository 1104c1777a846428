;; An imported memory may hold anything.
(module
  (import "env" "memory" (memory 1))
  (data (i32.const 0) "\00\00\00\00a"))
