//! What the tables of all kinds have in common.

/// What is there always, and what with the feature `serde` only. Calls need one side of most types.
#[doc(hidden)]
#[macro_export]
macro_rules! table_sides {
    (decode, encode; $place:ident, $view:ident; $name:ident $($table:tt)*) => {
        $crate::$place! { $name $($table)* }
        $crate::$view! { $name $($table)* }
        $crate::table_serde! { $name }
    };
    (decode; $place:ident, $view:ident; $name:ident $($table:tt)*) => {
        $crate::$place! { $name $($table)* }
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::$view! { $name $($table)* }
            $crate::table_serde! { $name }
        };
    };
    (encode; $place:ident, $view:ident; $name:ident $($table:tt)*) => {
        $crate::$view! { $name $($table)* }
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::$place! { $name $($table)* }
            $crate::table_serde! { $name }
        };
    };
    (serde; $place:ident, $view:ident; $name:ident $($table:tt)*) => {
        #[cfg(feature = "serde")]
        const _: () = {
            $crate::$place! { $name $($table)* }
            $crate::$view! { $name $($table)* }
            $crate::table_serde! { $name }
        };
    };
}

/// The type for those who keep values by serde.
#[doc(hidden)]
#[macro_export]
macro_rules! table_serde {
    ($name:ident) => {
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
