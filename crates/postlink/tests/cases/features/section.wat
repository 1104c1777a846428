;; The section's word counts, not the code's.
(module
  (@custom "target_features" "\03+\07simd128+\07atomics-\09tail-call")
  (func (result i32) (i32.extend8_s (i32.const 1))))
