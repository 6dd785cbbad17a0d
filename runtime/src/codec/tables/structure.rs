//! Structs.

/// How a struct is read and written: the name of each member on the wire, its field, and its
/// [`Format`](crate::codec::Format) where the type does not say it.
///
/// ```
/// # use sdk_runtime::codec::Format;
/// #[derive(Default)]
/// struct Stage {
///     arn: String,
///     created: Option<jiff::Timestamp>,
///     etag: Option<String>,
/// }
///
/// sdk_runtime::structure! {
///     Stage: decode, encode;
///     "arn" => arn;
///     "createdAt" => created as EpochSeconds;
///     bound "ETag" => etag;
/// }
/// ```
///
/// - `read` is for a type that comes in answers, `write` for one that goes in requests. `kept` in place of both is
///   for one that never is a part of a body.
/// - `required "arn", "name";` before the members: it cannot be read without these. It is for inputs: an answer is
///   read whatever it leaves out.
/// - Members behind the word `beside` do not travel in the body. They come after the others.
///
/// What no call needs is there with the feature `serde` of the crate that the table stands in, which has to
/// declare it: all of the type is then read and written by serde, members beside the body as well.
#[macro_export]
macro_rules! structure {
    (
        $name:ident: $($side:ident),+;
        $(required $($required:literal),+;)?
        $($key:literal => $field:ident $(as $format:ident)?;)*
        $(bound $other:literal => $bound:ident $(as $style:ident)?;)*
    ) => {
        $crate::table_sides! {
            $($side),+; structure_place, structure_view; $name
            $(required $($required),+;)?
            $($key => $field $(as $format)?;)*
            $(bound $other => $bound $(as $style)?;)*
        }
    };
}

/// How a struct is read.
#[doc(hidden)]
#[macro_export]
macro_rules! structure_place {
    ($name:ident
        $(required $($required:literal),+;)?
        $($key:literal => $field:ident $(as $format:ident)?;)*
        $(bound $other:literal => $bound:ident $(as $style:ident)?;)*
    ) => {
        impl $crate::codec::Decode for $name {
            fn blank() -> Self {
                Self {
                    $($field: $crate::codec::Decode::blank(),)*
                    $($bound: $crate::codec::Decode::blank(),)*
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
                        $crate::table_format!($($format)?),
                    )),)*
                    _ => None,
                }
            }

            fn bound_member(&mut self, name: &str) -> Option<$crate::codec::Place<'_>> {
                match name {
                    $($other => Some($crate::codec::Decode::place(
                        &mut self.$bound,
                        $crate::table_format!($($style)?),
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
}

/// How a struct is written.
#[doc(hidden)]
#[macro_export]
macro_rules! structure_view {
    ($name:ident
        $(required $($required:literal),+;)?
        $($key:literal => $field:ident $(as $format:ident)?;)*
        $(bound $other:literal => $bound:ident $(as $style:ident)?;)*
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
                    $crate::table_format!($($format)?),
                ));)*
            }

            fn bound_members(&self, _each: &mut dyn FnMut(&str, $crate::codec::View<'_>)) {
                $(_each($other, $crate::codec::Encode::view(
                    &self.$bound,
                    $crate::table_format!($($style)?),
                ));)*
            }
        }
    };
}
