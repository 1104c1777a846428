;; ARGS: all
;; Custom sections with a meaning stay, unknown ones too.
(module
  (@custom "component-type:hello" "type")
  (@custom "metadata.code.branch_hint" "\00")
  (@custom "producers" "\00")
  (@custom "target_features" "\01+\08sign-ext")
  (@custom ".debug_info" "info")
  (@custom ".debug_line" "line")
  (@custom "sourceMappingURL" "\05a.map")
  (@custom "external_debug_info" "\01x")
  (@custom "mine" "data")
  (func $named (export "f")))
