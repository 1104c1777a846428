//! What happens to components while they are linked and run, for those who watch.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use wasm::host::Capability;

/// Something that happened, and that the program went on from.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A component failed to load, and its fallback has its place.
    Fallback {
        /// The component.
        component: String,
        /// Why it failed.
        why: String,
    },
    /// A component failed to load, has no fallback, and the others run without it.
    Missing {
        /// The component.
        component: String,
        /// Why it failed.
        why: String,
    },
    /// A component does without something that it asked for.
    Degraded {
        /// The component.
        component: String,
        /// What it does without.
        capability: Capability,
        /// The import or the declaration that asked.
        because: String,
    },
    /// A call failed in a component.
    Trapped {
        /// The component.
        component: String,
        /// The function with its interface.
        function: String,
        /// What happened, in a few words.
        what: String,
    },
    /// A component is started afresh, with none of what it had in memory.
    Restarted {
        /// The component.
        component: String,
    },
    /// Another implementation has a component's place.
    Replaced {
        /// The component.
        component: String,
    },
    /// A request got an error for an answer.
    RequestFailed {
        /// The component.
        component: String,
        /// Method and path.
        request: String,
        /// The HTTP status of the answer.
        status: u16,
        /// What happened.
        why: String,
    },
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Fallback { component, why } => {
                write!(f, "`{component}` is replaced by its fallback: {why}")
            }
            Event::Missing { component, why } => {
                write!(f, "`{component}` is left out: {why}")
            }
            Event::Degraded {
                component,
                capability,
                because,
            } => write!(f, "`{component}` does without {capability}: {because}"),
            Event::Trapped {
                component,
                function,
                what,
            } => write!(f, "`{component}` trapped in `{function}`: {what}"),
            Event::Restarted { component } => write!(f, "`{component}` is started afresh"),
            Event::Replaced { component } => {
                write!(f, "`{component}` has another implementation")
            }
            Event::RequestFailed {
                component,
                request,
                status,
                why,
            } => write!(f, "`{component}` answered {request} with {status}: {why}"),
        }
    }
}

/// Who is told of events. Closures are, and so is an [`EventLog`].
pub trait Observer: Send + Sync {
    /// Something happened. This is called between two steps of the work, so it should not take long.
    fn event(&self, event: Event);
}

impl<F: Fn(Event) + Send + Sync> Observer for F {
    fn event(&self, event: Event) {
        self(event);
    }
}

/// Keeps events to be looked at. Clones share the same list.
#[derive(Clone, Debug, Default)]
pub struct EventLog(Arc<Mutex<Vec<Event>>>);

impl EventLog {
    /// Takes out what has happened since the last time.
    pub fn take(&self) -> Vec<Event> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Observer for EventLog {
    fn event(&self, event: Event) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(event);
    }
}
