//! Methods that set a field of a generated structure, which all look alike.

/// Gives a structure a method for each of some fields, which takes the structure and gives it back with
/// another value in that field.
///
/// ```
/// /// A dot on a map.
/// #[derive(Default)]
/// pub struct Dot {
///     /// What is written beside it.
///     pub name: Option<String>,
///     /// How large it is.
///     pub size: i64,
/// }
///
/// sdk_runtime::setters! {
///     Dot;
///     with_name(value: impl Into<String>) => name = Some(value.into());
///     with_size(value: i64) => size = value;
/// }
///
/// let dot = Dot::default().with_name("here").with_size(3);
/// assert_eq!((dot.name.as_deref(), dot.size), (Some("here"), 3));
/// ```
#[macro_export]
macro_rules! setters {
    (
        $structure:ident;
        $($(#[$attribute:meta])*
        $method:ident($value:ident: $parameter:ty) => $field:ident = $new:expr;)+
    ) => {
        impl $structure {
            $(
                #[doc = concat!("Sets [`", stringify!($field), "`](Self::", stringify!($field), ").")]
                $(#[$attribute])*
                pub fn $method(mut self, $value: $parameter) -> Self {
                    self.$field = $new;
                    self
                }
            )+
        }
    };
}
