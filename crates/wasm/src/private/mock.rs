//! What an imported function is answered with where nobody gives it.

use alloc::rc::Rc;
use core::cell::RefCell;

/// The slot of a function's mock, on one thread.
pub struct Mock<F: ?Sized>(RefCell<Option<Rc<F>>>);

#[allow(missing_docs, clippy::new_without_default)]
impl<F: ?Sized> Mock<F> {
    pub const fn new() -> Self {
        Mock(RefCell::new(None))
    }

    pub fn set(&self, function: Rc<F>) {
        self.0.replace(Some(function));
    }

    /// `host` is who has the function, `docs` the module that tells of mocks.
    #[track_caller]
    pub fn get(&self, function: &str, module: &str, host: &str, docs: &str) -> Rc<F> {
        let mock = self.0.borrow().clone();
        mock.unwrap_or_else(|| {
            panic!(
                "`{function}` is imported from `{module}`, which only {host} has; a test answers it by its `mock`: see \
                 `{docs}`"
            )
        })
    }
}

/// The slot of a mock, for each thread.
#[doc(hidden)]
#[macro_export]
macro_rules! __mock_slot {
    ($function:ty) => {
        ::std::thread_local! {
            #[doc(hidden)]
            pub static MOCK: $crate::__private::mock::Mock<$function> =
                const { $crate::__private::mock::Mock::new() };
        }
    };
}
pub use __mock_slot as mock_slot;
