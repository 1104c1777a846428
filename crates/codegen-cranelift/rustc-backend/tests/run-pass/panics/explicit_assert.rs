//! assert, assert_eq and assert_ne that hold and one that does not, its message formatted.
// fails
use std::hint::black_box as b;
fn main() {
    assert!(b(1) + 1 == 2, "never shown {}", { println!("shown?"); 1 });
    assert_eq!(b(2), 2);
    assert_ne!(b("a"), "b", "unlike");
    debug_assert!(b(true));
    println!("so far");
    assert_eq!(b(vec![1, 2]), [1, 3], "message {}", { println!("formatted"); 5 });
    println!("not reached");
}
