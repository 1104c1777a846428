//! Arguments and results of an invoked export, from and to text.

use wasmtime::{FuncType, Val, ValType};

use crate::error::UserError;
use crate::imports::{signature, type_name};

/// Reads `args` as the types of `export`'s parameters: decimal or `0x` integers, signed or unsigned within their width, and floats.
///
/// # Errors
/// [`UserError::Arguments`] naming the signature when the count or a text does not fit.
pub(crate) fn parse(export: &str, ty: &FuncType, args: &[String]) -> Result<Vec<Val>, UserError> {
    let bad = |problem: String| UserError::Arguments {
        export: export.into(),
        signature: signature(ty),
        problem,
    };
    let params: Vec<ValType> = ty.params().collect();
    if params.len() != args.len() {
        let takes = match params.len() {
            1 => "1 argument".into(),
            count => format!("{count} arguments"),
        };
        return Err(bad(format!(
            "it takes {takes}, and {} given",
            if args.len() == 1 {
                "1 was".into()
            } else {
                format!("{} were", args.len())
            }
        )));
    }
    let parse_one = |(index, (ty, text)): (usize, (ValType, &String))| {
        let wrong = |what: &str| {
            bad(format!(
                "argument {} is `{text}`, which is not {what}",
                index + 1
            ))
        };
        match ty {
            ValType::I32 => integer(text, 32)
                .map(|bits| Val::I32(bits as i32))
                .ok_or_else(|| wrong("a 32-bit integer")),
            ValType::I64 => integer(text, 64)
                .map(|bits| Val::I64(bits as i64))
                .ok_or_else(|| wrong("a 64-bit integer")),
            ValType::F32 => text
                .trim()
                .parse()
                .map(|float: f32| Val::F32(float.to_bits()))
                .map_err(|_| wrong("a number")),
            ValType::F64 => text
                .trim()
                .parse()
                .map(|float: f64| Val::F64(float.to_bits()))
                .map_err(|_| wrong("a number")),
            other => Err(bad(format!(
                "argument {} is of type {}, which cannot be written on a command line",
                index + 1,
                type_name(&other)
            ))),
        }
    };
    params
        .into_iter()
        .zip(args)
        .enumerate()
        .map(parse_one)
        .collect()
}

/// The bits of a signed or unsigned integer that fits `width`.
fn integer(text: &str, width: u32) -> Option<i128> {
    let text = text.trim().replace('_', "");
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(&text)),
    };
    // `from_str_radix` takes a sign of its own, so `--1` would pass.
    if digits.starts_with(['-', '+']) {
        return None;
    }
    let value = match digits
        .strip_prefix("0x")
        .or_else(|| digits.strip_prefix("0X"))
    {
        Some(hex) if !hex.starts_with(['-', '+']) => i128::from_str_radix(hex, 16).ok()?,
        Some(_) => return None,
        None => digits.parse().ok()?,
    };
    let value = if negative { -value } else { value };
    let fits = value >= -(1 << (width - 1)) && value < 1 << width;
    fits.then_some(value)
}

/// A result as text: integers signed, floats as Rust prints them with `{:?}`.
pub(crate) fn format(value: &Val) -> String {
    match value {
        Val::I32(value) => value.to_string(),
        Val::I64(value) => value.to_string(),
        Val::F32(bits) => format!("{:?}", f32::from_bits(*bits)),
        Val::F64(bits) => format!("{:?}", f64::from_bits(*bits)),
        Val::V128(value) => format!("{:#034x}", value.as_u128()),
        Val::FuncRef(None)
        | Val::ExternRef(None)
        | Val::AnyRef(None)
        | Val::ExnRef(None)
        | Val::ContRef(None) => "null".into(),
        Val::FuncRef(Some(_)) => "<function>".into(),
        _ => "<reference>".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_signed_or_unsigned_within_their_width() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-2147483648", Some(-2147483648)),
            ("4294967295", Some(4294967295)),
            ("0xffff_ffff", Some(4294967295)),
            ("-0x10", Some(-16)),
            ("+7", Some(7)),
            ("4294967296", None),
            ("-2147483649", None),
            ("--1", None),
            ("0x-1", None),
            ("1.5", None),
            ("", None),
            ("99999999999999999999999999999999999999999999", None),
        ] {
            assert_eq!(integer(text, 32), expected, "{text}");
        }
        assert_eq!(
            integer("0xffffffffffffffff", 64).map(|bits| bits as i64),
            Some(-1)
        );
    }

    #[test]
    fn results_read_like_rust() {
        assert_eq!(format(&Val::I32(-1)), "-1");
        assert_eq!(format(&Val::F64(1f64.to_bits())), "1.0");
        assert_eq!(format(&Val::F32(f32::NAN.to_bits())), "NaN");
        assert_eq!(
            format(&Val::V128(1u128.into())),
            "0x00000000000000000000000000000001"
        );
    }
}
