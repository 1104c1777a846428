;; ARGS: wasi_command
(module
  (memory (export "memory") 1)
  (table (export "__indirect_function_table") 1 funcref)
  (global (export "__heap_base") i32 (i32.const 1024))
  (global (export "__data_end") i32 (i32.const 1024))
  (func (export "_start"))
  (func (export "__main_void") (result i32) i32.const 0)
  (func (export "main") (param i32 i32) (result i32) i32.const 0)
  (func (export "add") (param i32 i32) (result i32) i32.const 0))
