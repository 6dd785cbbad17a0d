//! The limits of one value, as generated code writes them down.

/// The limits of a value, and of what it consists of. All bounds are inclusive.
///
/// ```
/// use sdk_runtime::validate::Limits;
///
/// // Up to 50 entries, each with a text of up to 256 characters.
/// const TAGS: Limits = Limits::new().most(50).each(&Limits::new().most(256));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    pub(super) minimum: Option<f64>,
    pub(super) maximum: Option<f64>,
    pub(super) least: Option<u64>,
    pub(super) most: Option<u64>,
    pub(super) keys: Option<&'static Limits>,
    pub(super) each: Option<&'static Limits>,
}

impl Limits {
    /// No limits at all.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            minimum: None,
            maximum: None,
            least: None,
            most: None,
            keys: None,
            each: None,
        }
    }

    /// The smallest number.
    #[must_use]
    pub const fn minimum(mut self, number: f64) -> Self {
        self.minimum = Some(number);
        self
    }

    /// The largest number.
    #[must_use]
    pub const fn maximum(mut self, number: f64) -> Self {
        self.maximum = Some(number);
        self
    }

    /// The least number of characters, elements or entries.
    #[must_use]
    pub const fn least(mut self, count: u64) -> Self {
        self.least = Some(count);
        self
    }

    /// The greatest number of characters, elements or entries.
    #[must_use]
    pub const fn most(mut self, count: u64) -> Self {
        self.most = Some(count);
        self
    }

    /// The limits of the key of each entry.
    #[must_use]
    pub const fn keys(mut self, limits: &'static Limits) -> Self {
        self.keys = Some(limits);
        self
    }

    /// The limits of each element, or of the value of each entry.
    #[must_use]
    pub const fn each(mut self, limits: &'static Limits) -> Self {
        self.each = Some(limits);
        self
    }
}
