//! Pagination: the bodies of the methods of `Paginated` and `PageSized`.

use super::fragment::Fragment;
use super::types;
use crate::rust::{Field, NextPlan, PageField, PaginationPlan, Presence, RustType};
use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};
use serde::Serialize;

/// The bodies of the methods.
#[derive(Serialize)]
pub(super) struct Pagination {
    /// The type of the items; the output itself if the items are pages.
    item: Fragment,
    has_items: bool,
    /// How the next page is requested, if it is not a token.
    next: Option<Fragment>,
    token: Option<Input>,
    number: Option<Input>,
    output_token: Option<Fragment>,
    extent: Option<Fragment>,
    has_more: Option<Fragment>,
    items: Fragment,
    page_size: Option<Input>,
}

/// A field of the input.
#[derive(Serialize)]
struct Input {
    field: Fragment,
    /// Its value.
    get: Fragment,
    /// The value that it is set to.
    set: Fragment,
}

impl Pagination {
    pub(super) fn new(plan: &PaginationPlan) -> Self {
        let (mut next, mut token, mut number, mut output_token) = (None, None, None, None);
        match &plan.next {
            NextPlan::Token { input, output } => {
                token = Some(Input::token(input));
                output_token = Some(string(output));
            }
            NextPlan::Link { output } => {
                next = Some(quote!(Link));
                output_token = Some(string(output));
            }
            NextPlan::LinkHeader => next = Some(quote!(LinkHeader)),
            NextPlan::Offset { input, first } => {
                let first = Literal::i64_unsuffixed(*first);
                next = Some(quote!(Offset(#first)));
                number = Some(Input::number(input));
            }
            NextPlan::Number { input, first } => {
                let first = Literal::i64_unsuffixed(*first);
                next = Some(quote!(Number(#first)));
                number = Some(Input::number(input));
            }
        }
        Self {
            item: match &plan.items {
                Some((_, element)) => types::ty(element).into(),
                None => quote!(Self::Output).into(),
            },
            has_items: plan.items.is_some(),
            next: next.map(|next| quote!(sdk_runtime::NextPage::#next).into()),
            token,
            extent: number.is_some().then(|| extent(plan).into()),
            number,
            output_token: output_token.map(Fragment::from),
            has_more: plan.more.as_deref().map(|more| has_more(more).into()),
            items: match &plan.items {
                Some((list, _)) => owned(list).into(),
                None => quote!(vec![output]).into(),
            },
            page_size: plan.page_size.as_ref().map(Input::number),
        }
    }
}

impl Input {
    fn token(field: &Field) -> Self {
        Self {
            field: (&field.name).into(),
            get: string_in(field, &quote!(input)).into(),
            set: match field.ty {
                // A `String` needs no conversion from `String`.
                RustType::String if field.presence == Presence::Optional => {
                    quote!(Some(token)).into()
                }
                RustType::String => quote!(token).into(),
                _ => types::converted(field, &format_ident!("token")).into(),
            },
        }
    }

    fn number(field: &Field) -> Self {
        let name = &field.name;
        let is_optional = field.presence == Presence::Optional;
        let (get, set) = match (&field.ty, is_optional) {
            (RustType::I64, true) => (quote!(input.#name), quote!(number)),
            (RustType::I64, false) => (quote!(Some(input.#name)), quote!(number)),
            (RustType::U64, true) => (
                quote!(input.#name.and_then(|it| i64::try_from(it).ok())),
                quote!(u64::try_from(number).unwrap_or_default()),
            ),
            (RustType::U64, false) => (
                quote!(i64::try_from(input.#name).ok()),
                quote!(u64::try_from(number).unwrap_or_default()),
            ),
            (_, true) => (
                quote!(input.#name.map(i64::from)),
                quote!(i32::try_from(number).unwrap_or(i32::MAX)),
            ),
            (_, false) => (
                quote!(Some(i64::from(input.#name))),
                quote!(i32::try_from(number).unwrap_or(i32::MAX)),
            ),
        };
        let set = if is_optional { quote!(Some(#set)) } else { set };
        Self { field: name.into(), get: get.into(), set: set.into() }
    }
}

/// The number of items, and the size of the list.
fn extent(plan: &PaginationPlan) -> TokenStream {
    let items = plan.items.as_ref().map(|(list, _)| match borrowed(list) {
        Expr::Place(list) => quote!(#list.len()),
        Expr::Option(list) => quote!(#list.map_or(0, Vec::len)),
    });
    let total = plan.total.as_deref().map(|path| {
        let is_long = path.last().is_some_and(|last| last.field.ty == RustType::I64);
        match borrowed(path) {
            Expr::Place(total) if is_long => quote!(Some(#total)),
            Expr::Place(total) => quote!(Some(i64::from(#total))),
            Expr::Option(total) if is_long => quote!(#total.copied()),
            Expr::Option(total) => quote!(#total.copied().map(i64::from)),
        }
    });
    let (items, total) = (items.unwrap_or(quote!(0)), total.unwrap_or(quote!(None)));
    quote!(sdk_runtime::Extent { items: #items, total: #total })
}

fn has_more(path: &[PageField]) -> TokenStream {
    match borrowed(path) {
        Expr::Place(more) => more,
        Expr::Option(more) => quote!(#more != Some(&false)),
    }
}

/// The string at the end of a path, as `Option<&str>`.
fn string(path: &[PageField]) -> TokenStream {
    if let [PageField { field, last: false }] = path
        && is_plain(field)
    {
        return string_in(field, &quote!(output));
    }
    let is_secret = path.last().is_some_and(|last| has_type(&last.field.ty, &RustType::Secret));
    match (borrowed(path), is_secret) {
        (Expr::Place(value), false) => quote!(Some(&#value)),
        (Expr::Place(value), true) => quote!(Some(#value.expose())),
        (Expr::Option(value), false) => quote!(#value.map(String::as_str)),
        (Expr::Option(value), true) => quote!(#value.map(sdk_runtime::Secret::expose)),
    }
}

fn has_type(ty: &RustType, wanted: &RustType) -> bool {
    match ty {
        RustType::Option(inner) | RustType::Nullable(inner) => has_type(inner, wanted),
        ty => ty == wanted,
    }
}

fn is_plain(field: &Field) -> bool {
    !field.boxed && matches!(field.ty, RustType::String | RustType::Secret)
}

/// The string in a field of `owner`, as `Option<&str>`.
fn string_in(field: &Field, owner: &TokenStream) -> TokenStream {
    let name = &field.name;
    match (&field.ty, field.presence) {
        (RustType::Secret, Presence::Optional) => {
            quote!(#owner.#name.as_ref().map(sdk_runtime::Secret::expose))
        }
        (RustType::Secret, _) => quote!(Some(#owner.#name.expose())),
        (_, Presence::Optional) => quote!(#owner.#name.as_deref()),
        _ => quote!(Some(&#owner.#name)),
    }
}

/// An expression for the value at the end of a path.
enum Expr {
    /// A place.
    Place(TokenStream),
    /// An `Option` of a reference, or of the value.
    Option(TokenStream),
}

/// The value at the end of a path in `output`, by reference.
fn borrowed(path: &[PageField]) -> Expr {
    let mut expr = Expr::Place(quote!(output));
    for PageField { field, last } in path {
        let enter = |owner: &TokenStream| {
            let name = &field.name;
            let borrow = match field.boxed {
                true => quote!(as_deref()),
                false => quote!(as_ref()),
            };
            match (field.presence, &field.ty) {
                (Presence::Optional, RustType::Nullable(_)) => Expr::Option(
                    quote!(#owner.#name.#borrow.and_then(|it| it.as_ref().into_option())),
                ),
                (Presence::Optional, _) => Expr::Option(quote!(#owner.#name.#borrow)),
                (_, RustType::Option(_)) => Expr::Option(quote!(#owner.#name.as_ref())),
                _ => Expr::Place(quote!(#owner.#name)),
            }
        };
        expr = match expr {
            Expr::Place(place) => enter(&place),
            Expr::Option(value) => Expr::Option(match enter(&quote!(it)) {
                Expr::Place(place) => quote!(#value.map(|it| &#place)),
                Expr::Option(inner) => quote!(#value.and_then(|it| #inner)),
            }),
        };
        if *last {
            expr = Expr::Option(match expr {
                Expr::Place(list) => quote!(#list.last()),
                Expr::Option(list) => quote!(#list.and_then(|it| it.last())),
            });
        }
    }
    expr
}

/// The list at the end of a path in `output`, by value.
fn owned(path: &[PageField]) -> TokenStream {
    let mut expr = Expr::Place(quote!(output));
    for PageField { field, .. } in path {
        let name = &field.name;
        let enter = |owner: &TokenStream| match (field.presence, &field.ty) {
            (Presence::Optional, RustType::Nullable(_)) => {
                Expr::Option(quote!(#owner.#name.and_then(|it| it.into_option())))
            }
            (Presence::Optional, _) | (_, RustType::Option(_)) => {
                Expr::Option(quote!(#owner.#name))
            }
            _ => Expr::Place(quote!(#owner.#name)),
        };
        expr = match expr {
            Expr::Place(place) => enter(&place),
            Expr::Option(value) => Expr::Option(match enter(&quote!(it)) {
                Expr::Place(place) => quote!(#value.map(|it| #place)),
                Expr::Option(inner) => quote!(#value.and_then(|it| #inner)),
            }),
        };
    }
    match expr {
        Expr::Place(list) => list,
        Expr::Option(list) => quote!(#list.unwrap_or_default()),
    }
}
