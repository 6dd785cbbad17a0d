//! Unions.

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
///     Shape: decode, encode;
///     "circle" => Circle;
///     "polygon" => Polygon;
/// }
/// ```
///
/// The words before the members are those of [`structure!`](crate::structure).
#[macro_export]
macro_rules! union {
    ($name:ident: $($side:ident),+; $($key:literal => $variant:ident $(as $format:ident)?;)*) => {
        /// What stands for a required value that the service left out: an unknown member without a name.
        impl Default for $name {
            fn default() -> Self {
                Self::Unknown(String::new(), $crate::Json::Null)
            }
        }

        $crate::table_sides! {
            $($side),+; union_place, union_view; $name
            $($key => $variant $(as $format)?;)*
        }
    };
}

/// How a union is read.
#[doc(hidden)]
#[macro_export]
macro_rules! union_place {
    ($name:ident $($key:literal => $variant:ident $(as $format:ident)?;)*) => {
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
                                $crate::table_format!($($format)?),
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
}

/// How a union is written.
#[doc(hidden)]
#[macro_export]
macro_rules! union_view {
    ($name:ident $($key:literal => $variant:ident $(as $format:ident)?;)*) => {
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
                        $crate::table_format!($($format)?),
                    )),)*
                    Self::Unknown(name, value) => each(name, $crate::codec::View::Json(value)),
                }
            }
        }
    };
}
