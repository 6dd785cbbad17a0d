//! The tables of generated types: what each member or value is called on the wire.
//!
//! A table says `read` if the type is read from answers, `write` if it is written into requests, or both, or
//! `kept` if it is never a part of a body. What no call needs is there with the feature `serde` of the crate that
//! the table stands in.

/// How a struct is read and written: the name of each member on the wire, its field, and its
/// [`Format`](crate::codec::Format) where the type does not say it.
///
/// ```
/// # use sdk_runtime::codec::Format;
/// #[derive(Default)]
/// struct Stage {
///     arn: String,
///     created: Option<jiff::Timestamp>,
/// }
///
/// sdk_runtime::structure! {
///     Stage: read, write;
///     "arn" => arn;
///     "createdAt" => created as EpochSeconds;
/// }
/// ```
///
/// `required "arn";` before the members refuses an object without them. Members behind the word `beside` do not
/// travel in the body; they are for those who keep inputs and outputs by serde.
#[macro_export]
macro_rules! structure {
    ($name:ident: read, write; $($table:tt)*) => {
        $crate::structure!(@read $name $($table)*);
        $crate::structure!(@write $name $($table)*);
        $crate::structure!(@serde $name);
    };
    ($name:ident: read; $($table:tt)*) => {
        $crate::structure!(@read $name $($table)*);
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::structure!(@write $name $($table)*);
            $crate::structure!(@serde $name);
        };
    };
    ($name:ident: write; $($table:tt)*) => {
        $crate::structure!(@write $name $($table)*);
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::structure!(@read $name $($table)*);
            $crate::structure!(@serde $name);
        };
    };
    ($name:ident: kept; $($table:tt)*) => {
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::structure!(@read $name $($table)*);
            $crate::structure!(@write $name $($table)*);
            $crate::structure!(@serde $name);
        };
    };
    (@read $name:ident
        $(required $($required:literal),+;)?
        $($key:literal => $field:ident $(as $format:ident)?;)*
        $(beside $other:literal => $beside:ident $(as $style:ident)?;)*
    ) => {
        impl $crate::codec::Decode for $name {
            fn blank() -> Self {
                Self {
                    $($field: $crate::codec::Decode::blank(),)*
                    $($beside: $crate::codec::Decode::blank(),)*
                }
            }

            fn place(&mut self, _format: $crate::codec::Format) -> $crate::codec::Place<'_> {
                $crate::codec::Place::Structure(self)
            }
        }

        impl $crate::codec::StructurePlace for $name {
            fn member(&mut self, name: &str) -> Option<$crate::codec::Place<'_>> {
                match name {
                    $($key => Some($crate::codec::Decode::place(
                        &mut self.$field,
                        $crate::structure!(@format $($format)?),
                    )),)*
                    _ => None,
                }
            }

            fn member_beside(&mut self, name: &str) -> Option<$crate::codec::Place<'_>> {
                match name {
                    $($other => Some($crate::codec::Decode::place(
                        &mut self.$beside,
                        $crate::structure!(@format $($style)?),
                    )),)*
                    _ => None,
                }
            }

            $(
                fn required(&self) -> &'static [&'static str] {
                    &[$($required),+]
                }
            )?
        }
    };
    (@write $name:ident
        $(required $($required:literal),+;)?
        $($key:literal => $field:ident $(as $format:ident)?;)*
        $(beside $other:literal => $beside:ident $(as $style:ident)?;)*
    ) => {
        impl $crate::codec::Encode for $name {
            fn view(&self, _format: $crate::codec::Format) -> $crate::codec::View<'_> {
                $crate::codec::View::Structure(self)
            }
        }

        impl $crate::codec::StructureView for $name {
            fn members(&self, _each: &mut dyn FnMut(&str, $crate::codec::View<'_>)) {
                $(_each($key, $crate::codec::Encode::view(
                    &self.$field,
                    $crate::structure!(@format $($format)?),
                ));)*
            }

            fn members_beside(&self, _each: &mut dyn FnMut(&str, $crate::codec::View<'_>)) {
                $(_each($other, $crate::codec::Encode::view(
                    &self.$beside,
                    $crate::structure!(@format $($style)?),
                ));)*
            }
        }
    };
    (@serde $name:ident) => {
        #[cfg(feature = "serde")]
        impl<'de> $crate::codec::serde_core::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::codec::serde_core::Deserializer<'de>,
            {
                $crate::codec::deserialize(deserializer)
            }
        }

        #[cfg(feature = "serde")]
        impl $crate::codec::serde_core::Serialize for $name {
            fn serialize<S>(&self, serializer: S) -> Result<S::Ok, S::Error>
            where
                S: $crate::codec::serde_core::Serializer,
            {
                $crate::codec::serialize(self, serializer)
            }
        }
    };
    (@format) => {
        $crate::codec::Format::DateTime
    };
    (@format $format:ident) => {
        $crate::codec::Format::$format
    };
}

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

        $crate::structure!(@serde $name);
    };
}

/// A union: the name of each member on the wire, its variant, and a variant `Unknown(String, Json)` for members
/// that nobody knew when it was made.
///
/// ```
/// use sdk_runtime::Json;
///
/// enum Shape {
///     Circle(f64),
///     Polygon(Vec<f64>),
///     Unknown(String, Json),
/// }
///
/// sdk_runtime::union! {
///     Shape: read, write;
///     "circle" => Circle;
///     "polygon" => Polygon;
/// }
/// ```
#[macro_export]
macro_rules! union {
    ($name:ident: $($rest:tt)*) => {
        /// What stands for a required value that the service left out: an unknown member without a name.
        impl Default for $name {
            fn default() -> Self {
                Self::Unknown(String::new(), $crate::Json::Null)
            }
        }

        $crate::union!(@sides $name: $($rest)*);
    };
    (@sides $name:ident: read, write; $($table:tt)*) => {
        $crate::union!(@read $name $($table)*);
        $crate::union!(@write $name $($table)*);
        $crate::structure!(@serde $name);
    };
    (@sides $name:ident: read; $($table:tt)*) => {
        $crate::union!(@read $name $($table)*);
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::union!(@write $name $($table)*);
            $crate::structure!(@serde $name);
        };
    };
    (@sides $name:ident: write; $($table:tt)*) => {
        $crate::union!(@write $name $($table)*);
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::union!(@read $name $($table)*);
            $crate::structure!(@serde $name);
        };
    };
    (@sides $name:ident: kept; $($table:tt)*) => {
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::union!(@read $name $($table)*);
            $crate::union!(@write $name $($table)*);
            $crate::structure!(@serde $name);
        };
    };
    (@read $name:ident $($key:literal => $variant:ident $(as $format:ident)?;)*) => {
        impl $crate::codec::Decode for $name {
            fn blank() -> Self {
                Self::default()
            }

            fn place(&mut self, _format: $crate::codec::Format) -> $crate::codec::Place<'_> {
                $crate::codec::Place::Union(self)
            }
        }

        impl $crate::codec::UnionPlace for $name {
            fn member(&mut self, name: &str) -> Option<$crate::codec::Place<'_>> {
                match name {
                    $($key => {
                        *self = Self::$variant($crate::codec::Decode::blank());
                        match self {
                            Self::$variant(value) => Some($crate::codec::Decode::place(
                                value,
                                $crate::structure!(@format $($format)?),
                            )),
                            _ => None,
                        }
                    })*
                    _ => None,
                }
            }

            fn unknown(&mut self, name: String, value: $crate::Json) {
                *self = Self::Unknown(name, value);
            }
        }
    };
    (@write $name:ident $($key:literal => $variant:ident $(as $format:ident)?;)*) => {
        impl $crate::codec::Encode for $name {
            fn view(&self, _format: $crate::codec::Format) -> $crate::codec::View<'_> {
                $crate::codec::View::Structure(self)
            }
        }

        impl $crate::codec::StructureView for $name {
            fn members(&self, each: &mut dyn FnMut(&str, $crate::codec::View<'_>)) {
                match self {
                    $(Self::$variant(value) => each($key, $crate::codec::Encode::view(
                        value,
                        $crate::structure!(@format $($format)?),
                    )),)*
                    Self::Unknown(name, value) => each(name, $crate::codec::View::Json(value)),
                }
            }
        }
    };
}
