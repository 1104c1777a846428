//! What can go wrong in a pass: a bad input, a shape that is not handled, or a bug of ours.

/// Why a pass did not give an answer.
///
/// The three kinds never mix: the first blames the input, the second states a limit, the third asks for a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The input is not a well-formed (or, for passes that rewrite, not a valid) WebAssembly binary.
    #[error("malformed WebAssembly at byte {offset:#x}: {what}")]
    Malformed {
        /// Byte offset from the start of the outermost input.
        offset: u64,
        /// What was expected or found there.
        what: String,
    },
    /// The input is fine, but this pass does not handle its shape.
    #[error("not supported: {what}")]
    NotSupported {
        /// The shape, and the way out where there is one.
        what: String,
    },
    /// A pass broke its own promise on a valid input.
    #[error("bug in the `{pass}` pass (please report it): {what}")]
    Bug {
        /// The public function that failed.
        pass: &'static str,
        /// Which promise was broken.
        what: String,
    },
}

impl Error {
    pub(crate) fn malformed(offset: u64, what: impl Into<String>) -> Self {
        Self::Malformed {
            offset,
            what: what.into(),
        }
    }

    pub(crate) fn not_supported(what: impl Into<String>) -> Self {
        Self::NotSupported { what: what.into() }
    }
}

impl From<wasmparser::Error> for Error {
    fn from(error: wasmparser::Error) -> Self {
        Self::Malformed {
            offset: error.offset(),
            what: error.message().to_owned(),
        }
    }
}
