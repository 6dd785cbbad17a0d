//! Members that can be absent, `null` or have a value.

use super::{Decode, Encode, Format, Slot, View};

/// A value or `null`.
///
/// An optional member of a request that can be `null` is an `Option<Nullable<T>>`: `None` is not sent, so that a
/// service keeps the value it has; [`Nullable::Null`] is sent as `null`, which removes it.
///
/// ```
/// # use sdk_runtime::Nullable;
/// assert_eq!(Nullable::Value(5).into_option(), Some(5));
/// assert_eq!(Nullable::<i64>::Null.into_option(), None);
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Nullable<T> {
    /// `null`.
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns the value; `None` if it is `null`.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Returns a reference to the value, or `null`.
    #[must_use]
    pub fn as_ref(&self) -> Nullable<&T> {
        match self {
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(value),
        }
    }

    /// Returns whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// `None` is `null`.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T> From<Nullable<T>> for Option<T> {
    fn from(value: Nullable<T>) -> Self {
        value.into_option()
    }
}

/// In an `Option`, which is `None` for an absent value.
impl<T: Decode> Decode for Nullable<T> {
    fn default_value() -> Self {
        Self::Value(T::default_value())
    }

    fn null_value() -> Option<Self> {
        Some(Self::Null)
    }

    fn slot(&mut self, format: Format) -> Slot<'_> {
        if self.is_null() {
            *self = Self::default_value();
        }
        match self {
            Self::Value(value) => value.slot(format),
            Self::Null => Slot::Ignored,
        }
    }
}

impl<T: Encode> Encode for Nullable<T> {
    fn view(&self, format: Format) -> View<'_> {
        match self {
            Self::Null => View::Null,
            Self::Value(value) => value.view(format),
        }
    }
}
