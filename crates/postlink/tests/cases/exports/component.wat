;; ARGS: none
(component)
