//! Symbols that code of ours needs without the module naming them: the linker's globals and compiler-builtins' functions.

use crate::op::Type;
use crate::ssa::{Signature, SymbolRef};

macro_rules! builtins {
    ($($id:ident $name:literal $kind:expr;)*) => {
        /// A symbol that is declared when code needs it.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        #[expect(missing_docs, reason = "the name says it")]
        pub enum Builtin {
            $($id,)*
        }

        impl Builtin {
            /// Every one, by number.
            pub const ALL: &[Builtin] = &[$(Builtin::$id,)*];

            /// The name that it is linked by.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Builtin::$id => $name,)*
                }
            }

            fn kind(self) -> Kind {
                match self {
                    $(Builtin::$id => $kind,)*
                }
            }
        }
    };
}

/// What a builtin is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A global of type `i32`; whether it can be set.
    Global(bool),
    /// A function with these parameters and this result.
    Function(&'static [Type], Type),
}

use Type::{F32, F64, I32, I64, Void};

builtins! {
    StackPointer "__stack_pointer" Kind::Global(true);
    TlsBase "__tls_base" Kind::Global(true);
    Mul128 "__multi3" Kind::Function(&[I32, I64, I64, I64, I64], Void);
    DivS128 "__divti3" Kind::Function(&[I32, I64, I64, I64, I64], Void);
    DivU128 "__udivti3" Kind::Function(&[I32, I64, I64, I64, I64], Void);
    RemS128 "__modti3" Kind::Function(&[I32, I64, I64, I64, I64], Void);
    RemU128 "__umodti3" Kind::Function(&[I32, I64, I64, I64, I64], Void);
    F32FromS128 "__floattisf" Kind::Function(&[I64, I64], F32);
    F64FromS128 "__floattidf" Kind::Function(&[I64, I64], F64);
    F32FromU128 "__floatuntisf" Kind::Function(&[I64, I64], F32);
    F64FromU128 "__floatuntidf" Kind::Function(&[I64, I64], F64);
    S128FromF32 "__fixsfti" Kind::Function(&[I32, F32], Void);
    S128FromF64 "__fixdfti" Kind::Function(&[I32, F64], Void);
    U128FromF32 "__fixunssfti" Kind::Function(&[I32, F32], Void);
    U128FromF64 "__fixunsdfti" Kind::Function(&[I32, F64], Void);
    FmaF32 "fmaf" Kind::Function(&[F32, F32, F32], F32);
    FmaF64 "fma" Kind::Function(&[F64, F64, F64], F64);
    MulOverflowS128 "__muloti4" Kind::Function(&[I32, I64, I64, I64, I64, I32], Void);
    MulOverflowU128 "__rust_u128_mulo" Kind::Function(&[I32, I64, I64, I64, I64, I32], Void);
}

impl Builtin {
    /// How code names it.
    #[must_use]
    pub fn symbol(self) -> SymbolRef {
        SymbolRef(SymbolRef::BUILTIN + self as u32)
    }

    /// Whether it is a global, and if so, whether it can be set.
    #[must_use]
    pub fn global(self) -> Option<bool> {
        match self.kind() {
            Kind::Global(mutable) => Some(mutable),
            Kind::Function(..) => None,
        }
    }

    /// The signature, if it is a function.
    #[must_use]
    pub fn signature(self) -> Option<Signature> {
        match self.kind() {
            Kind::Global(_) => None,
            Kind::Function(params, result) => Some(Signature {
                params: params.to_vec(),
                result: (result != Void).then_some(result),
            }),
        }
    }
}
