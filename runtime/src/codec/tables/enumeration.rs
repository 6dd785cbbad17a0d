//! Open enums.

/// An open enum: its values, how each is written, and a variant `Unknown(String)` for those that nobody knew
/// when it was made.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// enum State {
///     Active,
///     Stopped,
///     Unknown(String),
/// }
///
/// sdk_runtime::enumeration! {
///     State;
///     Active => "ACTIVE";
///     Stopped => "STOPPED";
/// }
///
/// assert_eq!(State::from("STOPPED"), State::Stopped);
/// assert_eq!(State::from("PAUSED").as_str(), "PAUSED");
/// ```
#[macro_export]
macro_rules! enumeration {
    ($name:ident; $($variant:ident => $text:literal;)*) => {
        #[allow(dead_code, unreachable_pub, reason = "the enum may be a private one")]
        impl $name {
            /// Every value that this version of the SDK knows.
            pub fn known() -> &'static [Self] {
                &[$(Self::$variant),*]
            }

            /// The value as it is on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                match value {
                    $($text => Self::$variant,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        /// What stands for a required value that the service left out: an unknown one without a text.
        impl Default for $name {
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        impl $crate::codec::Decode for $name {
            fn blank() -> Self {
                Self::default()
            }

            fn place(&mut self, _format: $crate::codec::Format) -> $crate::codec::Place<'_> {
                $crate::codec::Place::Enumeration(self)
            }
        }

        impl $crate::codec::EnumerationPlace for $name {
            fn set(&mut self, text: &str) {
                *self = Self::from(text);
            }
        }

        impl $crate::codec::Encode for $name {
            fn view(&self, _format: $crate::codec::Format) -> $crate::codec::View<'_> {
                $crate::codec::View::String(self.as_str())
            }
        }

        $crate::table_serde!($name);
    };
}
