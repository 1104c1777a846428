;; ARGS: none
;; `f` is declared for ref.func by its export alone, so that stays; `g` is in an element segment too.
(module
  (func $f (export "f"))
  (func $g (export "g"))
  (elem declare func $g)
  (func (export "take") (drop (ref.func $f)) (drop (ref.func $g))))
