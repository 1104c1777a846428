//! Values under numbers that are not given out again soon, so that an old number is told from one that never was.

use alloc::collections::btree_map::{BTreeMap, Entry};

/// Why a number names nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Missing {
    /// It named something.
    Stale,
    /// It never did.
    Forged,
}

/// Values under the numbers `1..=last`, drawn in order; after `last` the free ones among them begin anew.
#[derive(Debug)]
pub(crate) struct Sequence<V> {
    next: u32,
    last: u32,
    /// Every number has been drawn, so that none is told to be forged any more.
    wrapped: bool,
    values: BTreeMap<u32, V>,
}

impl<V> Sequence<V> {
    pub(crate) const fn new(last: u32) -> Self {
        Sequence {
            next: 1,
            last,
            wrapped: false,
            values: BTreeMap::new(),
        }
    }

    /// # Panics
    /// All numbers are in use.
    pub(crate) fn draw(&mut self, value: V) -> u32 {
        assert!(
            self.values.len() < self.last as usize,
            "more than {} references live at the same time",
            self.last
        );
        loop {
            let number = self.next;
            if number == self.last {
                self.next = 1;
                self.wrapped = true;
            } else {
                self.next += 1;
            }
            if let Entry::Vacant(vacant) = self.values.entry(number) {
                vacant.insert(value);
                return number;
            }
        }
    }

    pub(crate) fn get(&self, number: u32) -> Result<&V, Missing> {
        self.values.get(&number).ok_or_else(|| self.missing(number))
    }

    pub(crate) fn remove(&mut self, number: u32) -> Result<V, Missing> {
        self.values
            .remove(&number)
            .ok_or_else(|| self.missing(number))
    }

    fn missing(&self, number: u32) -> Missing {
        let drawn = (1..=self.last).contains(&number) && (self.wrapped || number < self.next);
        if drawn {
            Missing::Stale
        } else {
            Missing::Forged
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Missing, Sequence};

    #[test]
    fn a_number_comes_back_only_after_all_others() {
        let mut sequence = Sequence::new(3);
        assert_eq!([sequence.draw('a'), sequence.draw('b')], [1, 2]);
        assert_eq!(sequence.remove(1), Ok('a'));
        assert_eq!(sequence.get(1), Err(Missing::Stale));
        assert_eq!(sequence.get(3), Err(Missing::Forged));
        assert_eq!(sequence.get(0), Err(Missing::Forged));
        assert_eq!([sequence.draw('c'), sequence.draw('d')], [3, 1]);
        assert_eq!(sequence.get(4), Err(Missing::Forged));
        assert_eq!(sequence.remove(2), Ok('b'));
        assert_eq!(sequence.get(2), Err(Missing::Stale));
        assert_eq!(sequence.draw('e'), 2);
    }

    #[test]
    #[cfg(not(target_family = "wasm"))] // There a panic ends the program.
    #[should_panic = "more than 1 references"]
    fn a_full_sequence_says_so() {
        let mut sequence = Sequence::new(1);
        sequence.draw(());
        sequence.draw(());
    }
}
