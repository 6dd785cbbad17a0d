//! The macro by which generated types state the limits of their members.

/// Implements [`Validate`](crate::validate::Validate) for a struct or a union.
///
/// ```
/// use sdk_runtime::validate::Validate as _;
/// # use std::collections::BTreeMap;
///
/// struct Stage {
///     capacity: i64,
///     tags: BTreeMap<String, String>,
/// }
///
/// sdk_runtime::limits! {
///     Stage;
///     member "capacity" => capacity, minimum(1.0);
///     member "tags" => tags, max_length(50), values(max_length(256));
/// }
///
/// let violations = Stage { capacity: 0, tags: BTreeMap::new() }.validate().unwrap_err();
/// assert_eq!(violations.to_string(), "capacity: must be at least 1, is 0");
/// ```
///
/// # Grammar
///
/// ```text
/// [union] TYPE;
/// member "NAME" => FIELD, LIMIT, …;    … one row for each member that has limits, or contains values that have
/// length "NAME" => FIELD, LIMIT, …;    … for a list or map of which only the length and the keys have limits
/// ```
///
/// - `NAME` is the member's name on the wire, and `FIELD` the field of the struct or the variant of the union.
/// - `LIMIT` is a method of [`Limits`](crate::validate::Limits) with its argument; that of `keys` and `values` is a list
///   of limits.
#[doc(hidden)]
#[macro_export]
macro_rules! limits {
    // Most tables have numbers alone, for which rustc expands no macro within this one.
    (
        $name:ident;
        $($visit:ident $key:literal => $field:ident $(, $limit:ident($value:literal))*;)*
    ) => {
        impl $crate::validate::Validate for $name {
            #[inline]
            #[allow(unused_variables, reason = "there may be no limits")]
            fn visit(&self, visitor: &mut $crate::validate::Visitor<'_>) {
                $(visitor.$visit(
                    $key,
                    &self.$field,
                    &$crate::validate::Limits::new()$(.$limit($value))*,
                );)*
            }
        }
    };
    (
        $name:ident;
        $($visit:ident $key:literal => $field:ident $(, $limit:ident($($value:tt)*))*;)*
    ) => {
        impl $crate::validate::Validate for $name {
            #[inline]
            fn visit(&self, visitor: &mut $crate::validate::Visitor<'_>) {
                $(visitor.$visit(
                    $key,
                    &self.$field,
                    &$crate::limits!(@limits $($limit($($value)*)),*),
                );)*
            }
        }
    };
    (
        union $name:ident;
        $($visit:ident $key:literal => $variant:ident $(, $limit:ident($($value:tt)*))*;)*
    ) => {
        impl $crate::validate::Validate for $name {
            #[inline]
            fn visit(&self, visitor: &mut $crate::validate::Visitor<'_>) {
                match self {
                    $(Self::$variant(value) => visitor.$visit(
                        $key,
                        value,
                        &$crate::limits!(@limits $($limit($($value)*)),*),
                    ),)*
                    _ => {}
                }
            }
        }
    };
    (@limits $($limit:ident($($value:tt)*)),*) => {
        $crate::validate::Limits::new()$(.$limit($crate::limits!(@$limit $($value)*)))*
    };
    (@keys $($limits:tt)*) => { const { &$crate::limits!(@limits $($limits)*) } };
    (@values $($limits:tt)*) => { const { &$crate::limits!(@limits $($limits)*) } };
    (@$limit:ident $value:literal) => { $value };
}
