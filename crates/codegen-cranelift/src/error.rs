//! What can go wrong.

/// Why there is no object.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The module is not what WasmIR's verifier accepts.
    #[error("{symbol}: {what}")]
    Invalid {
        /// The symbol's name.
        symbol: String,
        /// What is wrong, and how it should be.
        what: String,
    },
    /// wasm32 has no form of something.
    #[error("{function}: {what} is not supported")]
    Unsupported {
        /// The function it is in.
        function: String,
        /// The instruction or type.
        what: String,
    },
    /// A mistake of ours.
    #[error(
        "{function}: {what}\nThis is a bug of the Cranelift back end; please report it with the function"
    )]
    Internal {
        /// The function it is in.
        function: String,
        /// What went wrong.
        what: String,
    },
}

impl Error {
    /// The same error, in the function of this name.
    #[must_use]
    pub(crate) fn in_function(self, name: &str) -> Error {
        match self {
            Error::Unsupported { what, .. } => Error::Unsupported {
                function: name.to_owned(),
                what,
            },
            Error::Internal { what, .. } => Error::Internal {
                function: name.to_owned(),
                what,
            },
            other => other,
        }
    }
}
