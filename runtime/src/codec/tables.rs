//! The macros by which generated types state the names of their members on the wire.
//!
//! [`structure!`](crate::structure), [`enumeration!`](crate::enumeration) and [`union!`](crate::union) have a
//! documented grammar; the macros below them are their expansion. [`one_of!`](crate::one_of) and
//! [`integer_enumeration!`](crate::integer_enumeration) are in a file of their own.
//!
//! All functions that they expand to are inline: rustc compiles such a function in each crate that uses it, and nowhere
//! if none does. A program uses a few types of a large service.

/// Implements encoding and decoding for a struct.
///
/// ```
/// #[derive(Default)]
/// struct Stage {
///     arn: String,
///     created: Option<jiff::Timestamp>,
///     etag: Option<String>,
/// }
///
/// sdk_runtime::structure! {
///     Stage: decode, encode;
///     required "arn";
///     "arn" => arn;
///     "createdAt" => created as EpochSeconds;
///     bound "ETag" => etag;
/// }
/// ```
///
/// # Grammar
///
/// ```text
/// TYPE: SIDES;
/// [required "NAME", …;]
/// "NAME" => FIELD [as FORMAT] [or null];          … one row for each member of the body
/// received "NAME" => FIELD [as FORMAT];           … one row for each member of the body of responses alone
/// bound "NAME" => FIELD [as FORMAT] [or null];    … one row for each other member
/// [rest => FIELD [as FORMAT];]
/// ```
///
/// - `SIDES` states the use of the type: `decode` for one that occurs in response bodies, `encode` for one that
///   occurs in request bodies, `decode, encode` for both, `serde` for neither.
/// - `required` lists the members without which serde does not deserialize an input that contains the type. A
///   response is decoded even if it lacks required members: they get their default values.
/// - `NAME` is the member's name in JSON, and `FIELD` the field of the struct. Each field has exactly one row.
/// - `FORMAT` is `EpochSeconds` or `HttpDate` for a timestamp that is not written as RFC 3339, and `JsonString` for a
///   JSON document that is written as a string. It applies to the elements and values of lists and maps.
/// - `or null` writes `null` where the field is `None`, for a member that is required and nullable.
/// - `rest` is the field of a map that holds all members of the body without a row.
/// - `received` rows are members that are decoded but not encoded; serde reads and writes them.
/// - `bound` rows are members that HTTP carries in a header, the path, the query or the status. Bodies do not
///   contain them; serde reads and writes them.
///
/// # Features
///
/// The crate that contains the table must declare a feature `serde`. With it, the type implements serde's
/// `Serialize` and `Deserialize`, regardless of its sides.
#[doc(hidden)]
#[macro_export]
macro_rules! structure {
    (
        $name:ident: $($side:ident),+;
        $(required $($required:literal),+;)?
        $($key:literal => $field:ident $(as $format:ident)? $(or $null:ident)?;)*
        $(received $read_key:literal => $read:ident $(as $read_format:ident)?;)*
        $(bound $bound_key:literal => $bound:ident $(as $bound_format:ident)? $(or $bound_null:ident)?;)*
        $(rest => $rest:ident $(as $rest_format:ident)?;)?
    ) => {
        $crate::table_sides! {
            $($side),+; structure_decode, structure_encode; $name
            $(required $($required),+;)?
            $($key => $field $(as $format)? $(or $null)?;)*
            $(received $read_key => $read $(as $read_format)?;)*
            $(bound $bound_key => $bound $(as $bound_format)? $(or $bound_null)?;)*
            $(rest => $rest $(as $rest_format)?;)?
        }
    };
}

/// Implements encoding, decoding and conversions for an open enum.
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
/// assert_eq!("ACTIVE".parse(), Ok(State::Active));
/// ```
///
/// # Grammar
///
/// ```text
/// TYPE;
/// VARIANT => "VALUE";    … one row for each known value
/// ```
///
/// The enum has one more variant, `Unknown(String)`, for values that its service model does not contain. Such a
/// value is encoded as it was decoded.
#[doc(hidden)]
#[macro_export]
macro_rules! enumeration {
    ($name:ident; $($variant:ident => $value:literal;)*) => {
        #[allow(dead_code, unreachable_pub, reason = "the enum may be private")]
        impl $name {
            /// Returns the known values: those of the service model of this crate.
            #[inline]
            pub fn known() -> &'static [Self] {
                &[$(Self::$variant),*]
            }

            /// Returns the value as it is written on the wire.
            #[inline]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        impl From<&str> for $name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::Unknown(other.to_owned()),
                }
            }
        }

        impl From<String> for $name {
            #[inline]
            fn from(value: String) -> Self {
                Self::from(value.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::convert::Infallible;

            #[inline]
            fn from_str(value: &str) -> Result<Self, Self::Err> {
                Ok(Self::from(value))
            }
        }

        impl AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        /// The value of a required member that a response omits: unknown and empty.
        impl Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }

        #[doc(hidden)]
        impl $crate::codec::Decode for $name {
            #[inline]
            fn default_value() -> Self {
                Self::default()
            }

            #[inline]
            fn slot(&mut self, _format: $crate::codec::Format) -> $crate::codec::Slot<'_> {
                $crate::codec::Slot::Enumeration(self)
            }
        }

        #[doc(hidden)]
        impl $crate::codec::EnumerationSlot for $name {
            #[inline]
            fn set(&mut self, value: &str) {
                *self = Self::from(value);
            }

            #[inline]
            fn is_known(&self) -> bool {
                !matches!(self, Self::Unknown(_))
            }
        }

        #[doc(hidden)]
        impl $crate::codec::Encode for $name {
            #[inline]
            fn view(&self, _format: $crate::codec::Format) -> $crate::codec::View<'_> {
                $crate::codec::View::String(self.as_str())
            }
        }

        $crate::table_serde!($name);
    };
}

/// Implements encoding and decoding for a union, an object with exactly one member.
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
///     Shape: decode, encode;
///     "circle" => Circle;
///     "polygon" => Polygon;
/// }
/// ```
///
/// # Grammar
///
/// ```text
/// TYPE: SIDES;
/// "NAME" => VARIANT [as FORMAT] [or null];    … one row for each known member
/// ```
///
/// `SIDES`, `FORMAT` and the feature `serde` are those of [`structure!`](crate::structure). The enum has one more
/// variant, `Unknown(String, Json)`, with the name and the value of a member that its service model does not
/// contain. Such a member is encoded as it was decoded.
#[doc(hidden)]
#[macro_export]
macro_rules! union {
    ($name:ident: $($side:ident),+; $($key:literal => $variant:ident $(as $format:ident)? $(or $null:ident)?;)*) => {
        /// The value of a required member that a response omits: unknown and without a name.
        impl Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown(String::new(), $crate::Json::Null)
            }
        }

        $crate::table_sides! {
            $($side),+; union_decode, union_encode; $name
            $($key => $variant $(as $format)? $(or $null)?;)*
        }
    };
}

/// Expands the sides that calls use, and the others with the feature `serde` only.
#[doc(hidden)]
#[macro_export]
macro_rules! table_sides {
    (decode, encode; $decode:ident, $encode:ident; $name:ident $($table:tt)*) => {
        $crate::$decode! { true, $name $($table)* }
        $crate::$encode! { $name $($table)* }
        $crate::table_serde! { $name }
    };
    (decode; $decode:ident, $encode:ident; $name:ident $($table:tt)*) => {
        $crate::$decode! { false, $name $($table)* }
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::$encode! { $name $($table)* }
            $crate::table_serde! { $name }
        };
    };
    (encode; $decode:ident, $encode:ident; $name:ident $($table:tt)*) => {
        $crate::$encode! { $name $($table)* }
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::$decode! { true, $name $($table)* }
            $crate::table_serde! { $name }
        };
    };
    (serde; $decode:ident, $encode:ident; $name:ident $($table:tt)*) => {
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::$decode! { true, $name $($table)* }
            $crate::$encode! { $name $($table)* }
            $crate::table_serde! { $name }
        };
    };
}

/// Implements serde's traits.
#[doc(hidden)]
#[macro_export]
macro_rules! table_serde {
    ($name:ident) => {
        /// Requires the feature `serde`.
        #[cfg(feature = "serde")]
        impl<'de> $crate::codec::serde_core::Deserialize<'de> for $name {
            fn deserialize<D>(deserializer: D) -> Result<Self, D::Error>
            where
                D: $crate::codec::serde_core::Deserializer<'de>,
            {
                $crate::codec::deserialize(deserializer)
            }
        }

        /// Requires the feature `serde`.
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
}

/// The format of a member.
#[doc(hidden)]
#[macro_export]
macro_rules! table_format {
    () => {
        $crate::codec::Format::DateTime
    };
    ($format:ident) => {
        $crate::codec::Format::$format
    };
}

/// The view of a member, or `null` in place of none.
#[doc(hidden)]
#[macro_export]
macro_rules! table_view {
    ($view:expr) => {
        $view
    };
    ($view:expr, null) => {
        $view.or_null()
    };
}

/// Implements decoding for a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! structure_decode {
    ($is_input:literal, $name:ident
        $(required $($required:literal),+;)?
        $($key:literal => $field:ident $(as $format:ident)? $(or $null:ident)?;)*
        $(received $read_key:literal => $read:ident $(as $read_format:ident)?;)*
        $(bound $bound_key:literal => $bound:ident $(as $bound_format:ident)? $(or $bound_null:ident)?;)*
        $(rest => $rest:ident $(as $rest_format:ident)?;)?
    ) => {
        #[doc(hidden)]
        impl $crate::codec::Decode for $name {
            #[inline]
            fn default_value() -> Self {
                Self {
                    $($field: $crate::codec::Decode::default_value(),)*
                    $($read: $crate::codec::Decode::default_value(),)*
                    $($bound: $crate::codec::Decode::default_value(),)*
                    $($rest: $crate::codec::Decode::default_value(),)?
                }
            }

            #[inline]
            fn slot(&mut self, _format: $crate::codec::Format) -> $crate::codec::Slot<'_> {
                $crate::codec::Slot::Structure(self)
            }
        }

        #[doc(hidden)]
        impl $crate::codec::StructureSlot for $name {
            #[inline]
            fn member(&mut self, name: &str) -> Option<$crate::codec::Slot<'_>> {
                match name {
                    $($key => Some($crate::codec::Decode::slot(
                        &mut self.$field,
                        $crate::table_format!($($format)?),
                    )),)*
                    $($read_key => Some($crate::codec::Decode::slot(
                        &mut self.$read,
                        $crate::table_format!($($read_format)?),
                    )),)*
                    _ => None,
                }
            }

            #[inline]
            fn bound_member(&mut self, name: &str) -> Option<$crate::codec::Slot<'_>> {
                match name {
                    $($bound_key => Some($crate::codec::Decode::slot(
                        &mut self.$bound,
                        $crate::table_format!($($bound_format)?),
                    )),)*
                    _ => None,
                }
            }

            $(
                #[inline]
                fn rest(
                    &mut self,
                ) -> Option<(&mut dyn $crate::codec::MapSlot, $crate::codec::Format)> {
                    Some((&mut self.$rest, $crate::table_format!($($rest_format)?)))
                }
            )?

            #[inline]
            fn is_input(&self) -> bool {
                $is_input
            }

            #[inline]
            fn reset(&mut self) {
                *self = $crate::codec::Decode::default_value();
            }

            $(
                #[inline]
                fn required(&self) -> &'static [&'static str] {
                    &[$($required),+]
                }
            )?
        }
    };
}

/// Implements encoding for a struct.
#[doc(hidden)]
#[macro_export]
macro_rules! structure_encode {
    ($name:ident
        $(required $($required:literal),+;)?
        $($key:literal => $field:ident $(as $format:ident)? $(or $null:ident)?;)*
        $(received $read_key:literal => $read:ident $(as $read_format:ident)?;)*
        $(bound $bound_key:literal => $bound:ident $(as $bound_format:ident)? $(or $bound_null:ident)?;)*
        $(rest => $rest:ident $(as $rest_format:ident)?;)?
    ) => {
        #[doc(hidden)]
        impl $crate::codec::Encode for $name {
            #[inline]
            fn view(&self, _format: $crate::codec::Format) -> $crate::codec::View<'_> {
                $crate::codec::View::Structure(self)
            }
        }

        #[doc(hidden)]
        impl $crate::codec::StructureView for $name {
            #[inline]
            fn members(&self, _each: &mut dyn FnMut(&str, $crate::codec::View<'_>)) {
                const _KNOWN: &[&str] = &[$($key,)* $($read_key,)*];
                $(_each($key, $crate::table_view!($crate::codec::Encode::view(
                    &self.$field,
                    $crate::table_format!($($format)?),
                ) $(, $null)?));)*
                $($crate::codec::visit_rest(
                    &self.$rest,
                    $crate::table_format!($($rest_format)?),
                    _KNOWN,
                    _each,
                );)?
            }

            #[inline]
            fn bound_members(&self, _each: &mut dyn FnMut(&str, $crate::codec::View<'_>)) {
                $(_each($read_key, $crate::codec::Encode::view(
                    &self.$read,
                    $crate::table_format!($($read_format)?),
                ));)*
                $(_each($bound_key, $crate::table_view!($crate::codec::Encode::view(
                    &self.$bound,
                    $crate::table_format!($($bound_format)?),
                ) $(, $bound_null)?));)*
            }
        }
    };
}

/// Implements decoding for a union.
#[doc(hidden)]
#[macro_export]
macro_rules! union_decode {
    ($is_input:literal, $name:ident $($key:literal => $variant:ident $(as $format:ident)? $(or $null:ident)?;)*) => {
        #[doc(hidden)]
        impl $crate::codec::Decode for $name {
            #[inline]
            fn default_value() -> Self {
                Self::default()
            }

            #[inline]
            fn slot(&mut self, _format: $crate::codec::Format) -> $crate::codec::Slot<'_> {
                $crate::codec::Slot::Union(self)
            }
        }

        #[doc(hidden)]
        impl $crate::codec::UnionSlot for $name {
            #[inline]
            fn member(&mut self, name: &str) -> Option<$crate::codec::Slot<'_>> {
                match name {
                    $($key => {
                        *self = Self::$variant($crate::codec::Decode::default_value());
                        match self {
                            Self::$variant(value) => Some($crate::codec::Decode::slot(
                                value,
                                $crate::table_format!($($format)?),
                            )),
                            _ => None,
                        }
                    })*
                    _ => None,
                }
            }

            #[inline]
            fn unknown(&mut self, name: String, value: $crate::Json) {
                *self = Self::Unknown(name, value);
            }

            #[inline]
            fn is_input(&self) -> bool {
                $is_input
            }
        }
    };
}

/// Implements encoding for a union.
#[doc(hidden)]
#[macro_export]
macro_rules! union_encode {
    ($name:ident $($key:literal => $variant:ident $(as $format:ident)? $(or $null:ident)?;)*) => {
        #[doc(hidden)]
        impl $crate::codec::Encode for $name {
            #[inline]
            fn view(&self, _format: $crate::codec::Format) -> $crate::codec::View<'_> {
                $crate::codec::View::Structure(self)
            }
        }

        #[doc(hidden)]
        impl $crate::codec::StructureView for $name {
            #[inline]
            fn members(&self, each: &mut dyn FnMut(&str, $crate::codec::View<'_>)) {
                match self {
                    $(Self::$variant(value) => each($key, $crate::table_view!(
                        $crate::codec::Encode::view(value, $crate::table_format!($($format)?))
                        $(, $null)?
                    )),)*
                    Self::Unknown(name, value) => each(name, $crate::codec::View::Json(value)),
                }
            }
        }
    };
}
