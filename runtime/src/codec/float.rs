//! Floating-point numbers in JSON, which has no word for three of them: `"NaN"`, `"Infinity"` and
//! `"-Infinity"` are texts there.

/// The text for a number that JSON does not have.
pub(super) fn to_text(number: f64) -> Option<&'static str> {
    match number {
        _ if number.is_nan() => Some("NaN"),
        f64::INFINITY => Some("Infinity"),
        f64::NEG_INFINITY => Some("-Infinity"),
        _ => None,
    }
}

/// The number that such a text means.
pub(super) fn from_text(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        _ => None,
    }
}
