//! Target features: what rustc, the object file and the translation call them, and which are on.

use rustc_codegen_ssa::TargetConfig;
use rustc_codegen_ssa::target_features::{
    cfg_target_feature, flag_to_backend_features, target_spec_to_backend_features,
};
use rustc_session::Session;

/// Features that the cpu `generic` has in LLVM 20 and later. `mvp` and `lime1` have other sets.
const GENERIC: [&str; 7] = [
    "bulk-memory",
    "bulk-memory-opt",
    "call-indirect-overlong",
    "multivalue",
    "mutable-globals",
    "nontrapping-fptoint",
    "sign-ext",
];
const GENERIC_REFERENCE_TYPES: &str = "reference-types";
const LIME1: [&str; 7] = [
    "bulk-memory-opt",
    "call-indirect-overlong",
    "extended-const",
    "multivalue",
    "mutable-globals",
    "nontrapping-fptoint",
    "sign-ext",
];

/// The features that are on.
#[derive(Clone, Debug)]
pub struct Features {
    names: Vec<String>,
    pub atomics: bool,
}

impl Features {
    /// What the target, its cpu and `-Ctarget-feature` turn on.
    pub fn of(sess: &Session) -> Features {
        let mut names = base(sess);
        let mut set = |name: &str, on: bool| {
            names.retain(|it| it != name);
            if on {
                names.push(name.to_owned());
            }
        };
        target_spec_to_backend_features(sess, &mut set);
        flag_to_backend_features(sess, &mut set);
        names.sort();
        Features {
            atomics: names.iter().any(|it| it == "atomics"),
            names,
        }
    }

    /// Writes them into a module.
    pub fn declare(&self, features: &mut wasmir::Features) {
        for name in &self.names {
            features.enable(name.as_str());
        }
    }

    /// As rustc asks for them where it hands them to a back end.
    pub fn to_backend_features(&self) -> Vec<String> {
        self.names.iter().map(|name| format!("+{name}")).collect()
    }
}

/// The cpu that code is for.
pub fn cpu(sess: &Session) -> &str {
    sess.opts
        .cg
        .target_cpu
        .as_deref()
        .unwrap_or(&sess.target.cpu)
}

fn base(sess: &Session) -> Vec<String> {
    let names: Vec<&str> = match cpu(sess) {
        "mvp" => Vec::new(),
        "lime1" => LIME1.to_vec(),
        _ => GENERIC
            .iter()
            .copied()
            .chain([GENERIC_REFERENCE_TYPES])
            .collect(),
    };
    names.into_iter().map(str::to_owned).collect()
}

/// What `cfg(target_feature)` is to say.
pub fn target_config(sess: &Session) -> TargetConfig {
    let base = base(sess);
    let (target_features, unstable_target_features) = cfg_target_feature::<0>(
        sess,
        |_| Default::default(),
        |feature| base.iter().any(|it| it == feature),
    );
    TargetConfig {
        target_features,
        unstable_target_features,
        // As LLVM says for these targets. Both are computed with by calls of compiler-builtins; the mathematics of f128 is
        // C's of a `long double`, which the prebuilt std has not.
        has_reliable_f16: true,
        has_reliable_f16_math: true,
        has_reliable_f128: true,
        has_reliable_f128_math: false,
    }
}
