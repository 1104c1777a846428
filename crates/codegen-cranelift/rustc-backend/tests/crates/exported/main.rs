//! What a library's own object calls: functions that others find by symbol, small ones that are called from both sides, and
//! statics that are there once.
// uses: registry

unsafe extern "C" {
    fn registry_add(key: u32, value: u32) -> u32;
    fn registry_sum() -> u32;
    static REGISTRY_VERSION: u32;
}

fn main() {
    println!("version {}", unsafe { REGISTRY_VERSION });
    for key in 0..20 {
        let stored = unsafe { registry_add(key % 7, key) };
        println!("{key}: {stored}, {}", registry::checked(key));
    }
    println!("sum {} of {}", unsafe { registry_sum() }, registry::count());
    println!("{:?}", registry::find(3));
    println!("{:?}", registry::find(70));
    for hook in registry::HOOKS {
        println!("hook {}", hook(5));
    }
    registry::WITH_STATE.with(|it| it.set(it.get() + 1));
    println!("state {}", registry::state());
}
