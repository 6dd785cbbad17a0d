//! The macros for enums of integers and for values of one of several types.

/// Implements encoding, decoding and conversions for an open enum of integers.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// enum Priority {
///     Low,
///     High,
///     Unknown(i64),
/// }
///
/// sdk_runtime::integer_enumeration! {
///     Priority;
///     Low => 1;
///     High => 2;
/// }
///
/// assert_eq!(Priority::from(2), Priority::High);
/// assert_eq!(Priority::from(7).value(), 7);
/// ```
///
/// # Grammar
///
/// ```text
/// TYPE;
/// VARIANT => VALUE;    … one row for each known value
/// ```
///
/// The enum has one more variant, `Unknown(i64)`, for values that its service model does not contain. Such a value is
/// encoded as it was decoded.
#[doc(hidden)]
#[macro_export]
macro_rules! integer_enumeration {
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
            pub fn value(&self) -> i64 {
                match self {
                    $(Self::$variant => $value,)*
                    Self::Unknown(value) => *value,
                }
            }
        }

        impl From<i64> for $name {
            #[inline]
            fn from(value: i64) -> Self {
                match value {
                    $($value => Self::$variant,)*
                    other => Self::Unknown(other),
                }
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = ::std::num::ParseIntError;

            #[inline]
            fn from_str(value: &str) -> Result<Self, Self::Err> {
                value.parse().map(<Self as From<i64>>::from)
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), f)
            }
        }

        /// The value of a required member that a response omits.
        impl Default for $name {
            #[inline]
            fn default() -> Self {
                <Self as From<i64>>::from(0)
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
                $crate::codec::Slot::Integer(self)
            }
        }

        #[doc(hidden)]
        impl $crate::codec::IntegerSlot for $name {
            #[inline]
            fn set(&mut self, value: i64) {
                *self = <Self as From<i64>>::from(value);
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
                $crate::codec::View::I64(self.value())
            }
        }

        $crate::table_serde!($name);
    };
}

/// Implements encoding, decoding and accessors for a value of one of several types.
///
/// ```
/// use sdk_runtime::Json;
///
/// enum Filter {
///     Text(String),
///     Numbers(Vec<i64>),
///     Unknown(Json),
/// }
///
/// sdk_runtime::one_of! {
///     Filter: decode, encode;
///     Text(String): is_text, as_text;
///     Numbers(Vec<i64>): is_numbers, as_numbers;
///     => Text(String), Numbers(Vec<i64>);
/// }
///
/// assert!(Filter::from("x".to_owned()).is_text());
/// assert_eq!(Filter::from(vec![1]).as_numbers(), Some(&vec![1]));
/// ```
///
/// # Grammar
///
/// ```text
/// TYPE [by "TAG"]: SIDES;
/// VARIANT(TYPE): IS, AS [as FORMAT] [write "TAG"] [tags "TAG", …] [constant "NAME" = "VALUE"]… [required "NAME", …];
/// [=> VARIANT(TYPE), …;]
/// ```
///
/// - `by` states the member of objects whose string names the alternative, and `tags` its values for one alternative.
///   `write` is the value that is written if the object has none.
/// - `IS` and `AS` are the names of the methods that test for an alternative and return its value.
/// - `constant` members have one value, a string or the JSON of a number or boolean as a string; `required` members are
///   in each value. They tell objects apart, and from those of no alternative.
/// - `=>` lists the alternatives whose types can be converted into the enum.
/// - `SIDES`, `FORMAT` and the feature `serde` are those of [`structure!`](crate::structure).
///
/// The enum has one more variant, `Unknown(Json)`, for values of none of the alternatives. Such a value is encoded as
/// it was decoded. A variant may hold its value in a `Box`, which `TYPE` leaves out.
#[doc(hidden)]
#[macro_export]
macro_rules! one_of {
    (
        $name:ident $(by $tag:literal)?: $($side:ident),+;
        $(
            $variant:ident($ty:ty): $is:ident, $as:ident
                $(as $format:ident)?
                $(write $write:literal)?
                $(tags $($tags:literal),+)?
                $(constant $key:literal = $constant:literal)*
                $(required $($required:literal),+)?;
        )*
        $(=> $($from:ident($from_ty:ty)),+;)?
    ) => {
        #[allow(dead_code, unreachable_pub, reason = "the enum may be private")]
        impl $name {
            $(
                #[doc = concat!("Returns whether the value is [`", stringify!($variant), "`](Self::", stringify!($variant), ").")]
                #[inline]
                pub fn $is(&self) -> bool {
                    matches!(self, Self::$variant(_))
                }

                #[doc = concat!("Returns the value of [`", stringify!($variant), "`](Self::", stringify!($variant), "), if it is one.")]
                #[inline]
                pub fn $as(&self) -> Option<&$ty> {
                    match self {
                        Self::$variant(value) => {
                            // Out of its box.
                            let value: &$ty = value;
                            Some(value)
                        }
                        _ => None,
                    }
                }
            )*
        }

        $($(
            impl From<$from_ty> for $name {
                #[inline]
                fn from(value: $from_ty) -> Self {
                    // Into its box.
                    Self::$from(value.into())
                }
            }
        )+)?

        /// The value of a required member that a response omits: unknown, and `null`.
        impl Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown($crate::Json::Null)
            }
        }

        $crate::table_sides! {
            $($side),+; one_of_decode, one_of_encode; $name
            $(by $tag)?;
            $(
                $variant
                    $(as $format)?
                    $(write $write)?
                    $(tags $($tags),+)?
                    $(constant $key = $constant)*
                    $(required $($required),+)?;
            )*
        }
    };
}

/// Implements decoding for a value of one of several types.
#[doc(hidden)]
#[macro_export]
macro_rules! one_of_decode {
    (
        $is_input:literal, $name:ident
        $(by $tag:literal)?;
        $(
            $variant:ident
                $(as $format:ident)?
                $(write $write:literal)?
                $(tags $($tags:literal),+)?
                $(constant $key:literal = $constant:literal)*
                $(required $($required:literal),+)?;
        )*
    ) => {
        #[doc(hidden)]
        impl $crate::codec::Decode for $name {
            #[inline]
            fn default_value() -> Self {
                Self::default()
            }

            #[inline]
            fn slot(&mut self, _format: $crate::codec::Format) -> $crate::codec::Slot<'_> {
                $crate::codec::Slot::OneOf(self)
            }
        }

        #[doc(hidden)]
        impl $crate::codec::OneOfSlot for $name {
            #[inline]
            fn table(&self) -> &'static $crate::codec::OneOfTable {
                &$crate::codec::OneOfTable {
                    tag: concat!($($tag)?),
                    alternatives: &[$($crate::codec::Alternative {
                        tags: &[$($($tags),+)?],
                        constants: &[$(($key, $constant)),*],
                        required: &[$($($required),+)?],
                    }),*],
                }
            }

            #[inline]
            fn select(&mut self, alternative: usize) -> $crate::codec::Slot<'_> {
                let mut _at = 0;
                $(
                    if alternative == _at {
                        *self = Self::$variant($crate::codec::Decode::default_value());
                        return match self {
                            Self::$variant(value) => $crate::codec::Decode::slot(
                                value,
                                $crate::table_format!($($format)?),
                            ),
                            _ => $crate::codec::Slot::Ignored,
                        };
                    }
                    _at += 1;
                )*
                $crate::codec::Slot::Ignored
            }

            #[inline]
            fn unknown(&mut self, value: $crate::Json) {
                *self = Self::Unknown(value);
            }

            #[inline]
            fn is_input(&self) -> bool {
                $is_input
            }
        }
    };
}

/// Implements encoding for a value of one of several types.
#[doc(hidden)]
#[macro_export]
macro_rules! one_of_encode {
    (
        $name:ident
        $(by $tag:literal)?;
        $(
            $variant:ident
                $(as $format:ident)?
                $(write $write:literal)?
                $(tags $($tags:literal),+)?
                $(constant $key:literal = $constant:literal)*
                $(required $($required:literal),+)?;
        )*
    ) => {
        #[doc(hidden)]
        impl $crate::codec::Encode for $name {
            #[inline]
            fn view(&self, _format: $crate::codec::Format) -> $crate::codec::View<'_> {
                const _TAG: &str = concat!($($tag)?);
                match self {
                    $(
                        Self::$variant(value) => {
                            let view = $crate::codec::Encode::view(
                                value,
                                $crate::table_format!($($format)?),
                            );
                            $(let view = view.tagged(_TAG, $write);)?
                            view
                        }
                    )*
                    Self::Unknown(value) => $crate::codec::View::Json(value),
                }
            }
        }
    };
}
