//! What `validate` compares, as decided.

/// What a value is compared with when a caller asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The member's name on the wire, for error messages.
    pub name: String,
    /// Whether its parts are counted and not looked into.
    pub counted: bool,
    /// Its limits.
    pub limits: Limits,
}

/// Inclusive limits of a value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// The smallest number.
    pub minimum: Option<f64>,
    /// The largest number.
    pub maximum: Option<f64>,
    /// The least number of characters, elements or entries.
    pub least: Option<u64>,
    /// The greatest number of characters, elements or entries.
    pub most: Option<u64>,
    /// The limits of each key of a map.
    pub keys: Option<Box<Limits>>,
    /// The limits of each element of a list, or of each value of a map.
    pub each: Option<Box<Limits>>,
}
