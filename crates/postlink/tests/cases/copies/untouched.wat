;; Shared memory: a copy in pieces could be seen half done by another thread.
(module
  (memory 1 1 shared)
  (func (param i32 i32 i32) local.get 0 local.get 1 local.get 2 memory.copy)
)
