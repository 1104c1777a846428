//! How `#[wasm::requires]` and `#[wasm::fallback]` learn what the host lacks.
//!
//! A macro that runs while the user's crate is compiled cannot see the target, and cfgs written into that crate would be
//! unknown there. So this crate, which gets the same flags, decides by its own cfgs which of two macros bears a capability's
//! name. The attribute writes a chain, `threads! { [] threads simd finish … }`: each link adds its capability to the list in
//! front if the host lacks it, and calls the next; the last keeps the item as it is, or hands it to a macro that marks it.

use crate::host::Capability;

/// From one table: which macro bears a capability's name, and what `host::has` says.
macro_rules! table {
    ($($variant:ident $name:ident if $offered:meta;)*) => {
        $(
            #[cfg($offered)]
            pub use crate::__offers as $name;
            #[cfg(not($offered))]
            pub use crate::__lacks as $name;
        )*

        /// Whether this build offers a capability.
        pub const fn offered(capability: Capability) -> bool {
            match capability {
                $(Capability::$variant => cfg!($offered),)*
            }
        }
    };
}

// A stable compiler does not show the target feature `atomics` to a cfg, so that cargo-wasm says it by one of ours.
table! {
    Threads threads if any(
        not(target_family = "wasm"),
        all(any(target_feature = "atomics", wasm_threads), not(any(wasm_host = "component", wasm_host = "standalone"))),
    );
    Simd simd if any(not(target_family = "wasm"), target_feature = "simd128");
    RelaxedSimd relaxed_simd if any(not(target_family = "wasm"), target_feature = "relaxed-simd");
    BulkMemory bulk_memory if any(not(target_family = "wasm"), target_feature = "bulk-memory");
    ReferenceTypes reference_types if any(not(target_family = "wasm"), target_feature = "reference-types");
    ExceptionHandling exception_handling if panic = "unwind";
    Clock clock if not(all(target_family = "wasm", wasm_host = "standalone"));
    Random random if not(all(target_family = "wasm", wasm_host = "standalone"));
    FileSystem file_system if any(not(target_family = "wasm"), target_os = "wasi");
    Network network if not(all(target_family = "wasm", any(target_os = "wasi", wasm_host = "standalone")));
    Environment environment if any(not(target_family = "wasm"), target_os = "wasi");
    Stdio stdio if any(not(target_family = "wasm"), target_os = "wasi");
}

pub use crate::__finish as finish;
pub use wasm_macros::{__join as join, __lacking as lacking};

/// A link of the chain for a capability that the host has.
#[doc(hidden)]
#[macro_export]
macro_rules! __offers {
    ([$($lacks:ident)*] $this:ident $next:ident $($rest:tt)*) => {
        $crate::__private::capability::$next! { [$($lacks)*] $next $($rest)* }
    };
}

/// A link of the chain for a capability that the host lacks.
#[doc(hidden)]
#[macro_export]
macro_rules! __lacks {
    ([$($lacks:ident)*] $this:ident $next:ident $($rest:tt)*) => {
        $crate::__private::capability::$next! { [$($lacks)* $this] $next $($rest)* }
    };
}

/// The end of the chain: `item` is kept or marked, `alias` is dropped or written.
#[doc(hidden)]
#[macro_export]
macro_rules! __finish {
    ([] finish item $kind:ident $name:tt { $($item:tt)* }) => { $($item)* };
    ([] finish alias { $($alias:tt)* }) => {};
    ([$($lacks:ident)+] finish alias { $($alias:tt)* }) => { $($alias)* };
    ([$($lacks:ident)+] finish item $kind:ident $name:tt { $($item:tt)* }) => {
        $crate::__host! { [$($lacks)+] $kind $name { $($item)* } }
    };
}

/// Names the host to the macro that marks.
macro_rules! host {
    ($d:tt $host:ident) => {
        #[doc(hidden)]
        #[macro_export]
        macro_rules! __host {
            ($d($d rest:tt)*) => { $d crate::__private::capability::lacking! { $host $d($d rest)* } };
        }
    };
}

#[cfg(not(target_family = "wasm"))]
host!($ native);
#[cfg(all(
    target_family = "wasm",
    any(
        wasm_host = "component",
        all(target_os = "wasi", not(target_env = "p1"))
    )
))]
host!($ component);
#[cfg(all(
    target_family = "wasm",
    target_os = "wasi",
    target_env = "p1",
    not(wasm_host = "component")
))]
host!($ wasi);
#[cfg(all(
    target_family = "wasm",
    not(target_os = "wasi"),
    wasm_host = "standalone"
))]
host!($ standalone);
#[cfg(all(
    target_family = "wasm",
    not(target_os = "wasi"),
    not(any(wasm_host = "standalone", wasm_host = "component"))
))]
host!($ js);

/// Leaves what `#[wasm::fallback]` looks for, by a path, so that the two functions may be in any order.
///
/// These items cannot be in an `impl`, and rustc's error then names this macro: the one place to say what to do.
#[doc(hidden)]
#[macro_export]
macro_rules! __annotate_the_impl_block_if_this_is_in_one {
    ($d:tt $outer:ident $inner:ident { $($body:tt)* }) => {
        #[allow(unused_macros)]
        macro_rules! $outer { ($d($d fallback:tt)*) => { $crate::__private::capability::join! { $($body)* $d($d fallback)* } }; }
        #[allow(unused_imports)]
        use $outer as $inner;
    };
}

/// Writes a record of the section `wasmrust.capabilities`; `$target` is what a fallback is for.
#[doc(hidden)]
#[macro_export]
macro_rules! __record_capabilities {
    ($kind:ident $item:literal $target:literal [$($name:literal)+]) => {
        const _: () = {
            // Native programs have no custom sections.
            #[cfg(target_family = "wasm")]
            use $crate::section::{HEADER, Record, TEXT, capabilities::Kind};
            #[cfg(target_family = "wasm")]
            const ITEM: &str = ::core::concat!(::core::module_path!(), $item);
            #[cfg(target_family = "wasm")]
            const SIZE: usize = HEADER + 1 + TEXT + ITEM.len() + TEXT + $target.len() + 4 $(+ TEXT + $name.len())+;
            #[cfg(target_family = "wasm")]
            #[used]
            #[unsafe(link_section = "wasmrust.capabilities")]
            static RECORD: [u8; SIZE] = Record::<SIZE>::new()
                .u8(Kind::$kind as u8)
                .text(ITEM)
                .text($target)
                .u32([$($name),+].len() as u32)
                $(.text($name))+
                .finish();
        };
    };
}
