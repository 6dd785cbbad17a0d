//! How an operation says which of its members carry the tokens and the items of a list.

use crate::Secret;

/// Says that an operation answers in pages, by the names of its members.
///
/// First the operation and its items; then where the token of the next page comes from and where it
/// goes; and, if callers can bound a page, the member for its size:
///
/// ```ignore
/// sdk_runtime::paginated! {
///     ListStages: Vec<types::StageSummary> = output.stages;
///     input.next_token = output.next_token;
///     input.max_results = page_size;
/// }
/// ```
///
/// A list whose items nobody has named gives its pages as items: `ListStages;`.
#[macro_export]
macro_rules! paginated {
    (
        $call:ident: Vec<$item:ty> = output.$items:ident;
        input.$input:ident = output.$output:ident;
        $(input.$size:ident = page_size;)?
    ) => {
        impl $crate::Paginated for $call {
            type Item = $item;

            $crate::paginated!(@tokens $input $output);

            fn into_items(output: Self::Output) -> Vec<Self::Item> {
                output.$items
            }
        }

        $($crate::paginated!(@size $call $size);)?
    };
    (
        $call:ident;
        input.$input:ident = output.$output:ident;
        $(input.$size:ident = page_size;)?
    ) => {
        impl $crate::Paginated for $call {
            type Item = Self::Output;

            $crate::paginated!(@tokens $input $output);

            fn into_items(output: Self::Output) -> Vec<Self::Item> {
                vec![output]
            }
        }

        $($crate::paginated!(@size $call $size);)?
    };
    (@tokens $input:ident $output:ident) => {
        fn token(input: &Self::Input) -> Option<&str> {
            $crate::PageToken::text(&input.$input)
        }

        fn set_token(input: &mut Self::Input, token: String) {
            input.$input = $crate::PageToken::new(token);
        }

        fn next_token(output: &Self::Output) -> Option<&str> {
            $crate::PageToken::text(&output.$output)
        }
    };
    (@size $call:ident $size:ident) => {
        impl $crate::PageSized for $call {
            fn set_page_size(input: &mut Self::Input, number: i64) {
                input.$size = number.into();
            }
        }
    };
}

/// A member that holds the token of a page: required or not, secret or not.
#[doc(hidden)]
pub trait PageToken {
    /// The member with a token in it.
    fn new(token: String) -> Self;

    /// The token, if there is one.
    fn text(&self) -> Option<&str>;
}

impl PageToken for String {
    fn new(token: String) -> Self {
        token
    }

    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl PageToken for Secret {
    fn new(token: String) -> Self {
        token.into()
    }

    fn text(&self) -> Option<&str> {
        Some(self.expose())
    }
}

impl<T: PageToken> PageToken for Option<T> {
    fn new(token: String) -> Self {
        Some(T::new(token))
    }

    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(T::text)
    }
}
