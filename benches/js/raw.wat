;; The least that WebAssembly can do, by hand: what `measure.mjs` holds the rest against.
(module
  (import "bench" "tick" (func $tick (param i32) (result i32)))

  (func (export "add") (param i32 i32) (result i32)
    local.get 0
    local.get 1
    i32.add)

  ;; As many calls of `tick` as it is told, and the sum of what they return.
  (func (export "importCalls") (param $count i32) (result i32)
    (local $n i32) (local $sum i32)
    loop $again
      local.get $n
      local.get $count
      i32.lt_s
      if
        local.get $n
        call $tick
        local.get $sum
        i32.add
        local.set $sum
        local.get $n
        i32.const 1
        i32.add
        local.set $n
        br $again
      end
    end
    local.get $sum))
