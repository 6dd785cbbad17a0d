//! Types, parameters and conversions as tokens.

use crate::rust::{Field, Presence, RustType};
use crate::service::TimestampFormat;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The tokens of a type.
pub(super) fn ty(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String => quote!(String),
        RustType::Secret => quote!(sdk_runtime::Secret),
        RustType::Bool => quote!(bool),
        RustType::I32 => quote!(i32),
        RustType::I64 => quote!(i64),
        RustType::U64 => quote!(u64),
        RustType::F32 => quote!(f32),
        RustType::F64 => quote!(f64),
        RustType::Timestamp(_) => quote!(jiff::Timestamp),
        RustType::Date => quote!(jiff::civil::Date),
        RustType::Blob => quote!(sdk_runtime::Blob),
        RustType::Stream => quote!(sdk_runtime::ByteStream),
        RustType::Json | RustType::JsonString => quote!(sdk_runtime::Json),
        RustType::Named(name) | RustType::IntegerEnum(name) | RustType::OneOf(name) => {
            quote!(types::#name)
        }
        RustType::Vec(element) => {
            let element = self::ty(element);
            quote!(Vec<#element>)
        }
        RustType::Map(value) => {
            let value = self::ty(value);
            quote!(BTreeMap<String, #value>)
        }
        RustType::Option(value) => {
            let value = self::ty(value);
            quote!(Option<#value>)
        }
        RustType::Nullable(value) => {
            let value = self::ty(value);
            quote!(sdk_runtime::Nullable<#value>)
        }
    }
}

/// The type of a field, with `Option` and `Box`.
pub(super) fn field_ty(field: &Field) -> TokenStream {
    let mut tokens = ty(&field.ty);
    if field.boxed {
        tokens = quote!(Box<#tokens>);
    }
    match field.presence {
        Presence::Optional => quote!(Option<#tokens>),
        Presence::Required | Presence::EmptyWhenAbsent => tokens,
    }
}

/// A parameter that takes the value of a field, named after it.
pub(super) fn parameter(field: &Field) -> TokenStream {
    let (name, ty) = (&field.name, parameter_ty(field));
    quote!(#name: #ty)
}

/// The type of a parameter that takes the value of a field: the most general type that is unambiguous.
pub(super) fn parameter_ty(field: &Field) -> TokenStream {
    value_ty(value_of(field))
}

/// The type of the value of a field that is not `null`, which its setter takes.
fn value_of(field: &Field) -> &RustType {
    match &field.ty {
        RustType::Nullable(value) => value,
        ty => ty,
    }
}

fn value_ty(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String => quote!(impl Into<String>),
        RustType::Secret => quote!(impl Into<sdk_runtime::Secret>),
        RustType::Blob => quote!(impl Into<sdk_runtime::Blob>),
        RustType::Stream => quote!(impl Into<sdk_runtime::ByteStream>),
        RustType::Json | RustType::JsonString => quote!(impl Into<sdk_runtime::Json>),
        RustType::OneOf(name) => quote!(impl Into<types::#name>),
        RustType::Vec(element) => {
            let element = element_ty(element);
            quote!(impl IntoIterator<Item = #element>)
        }
        RustType::Map(value) => {
            let value = element_ty(value);
            quote!(impl IntoIterator<Item = (impl Into<String>, #value)>)
        }
        other => self::ty(other),
    }
}

/// The type of an element of a list or a value of a map that is a parameter.
fn element_ty(ty: &RustType) -> TokenStream {
    match ty {
        RustType::String | RustType::Secret | RustType::OneOf(_) => value_ty(ty),
        ty => self::ty(ty),
    }
}

/// The expression that converts a parameter to the value of the field.
pub(super) fn converted(field: &Field, parameter: &Ident) -> TokenStream {
    let mut value = match value_of(field) {
        RustType::String
        | RustType::Secret
        | RustType::Blob
        | RustType::Stream
        | RustType::OneOf(_)
        | RustType::Json
        | RustType::JsonString => quote!(#parameter.into()),
        RustType::Vec(_) => quote!(convert::list(#parameter)),
        RustType::Map(_) => quote!(convert::map(#parameter)),
        _ => quote!(#parameter),
    };
    if matches!(field.ty, RustType::Nullable(_)) {
        value = quote!(sdk_runtime::Nullable::Value(#value));
    }
    if field.boxed {
        value = quote!(Box::new(#value));
    }
    match field.presence {
        Presence::Optional => quote!(Some(#value)),
        Presence::Required | Presence::EmptyWhenAbsent => value,
    }
}

/// The type in the `Option` that the setter of an optional field takes.
pub(super) fn option_ty(field: &Field) -> TokenStream {
    match &field.ty {
        ty @ RustType::Nullable(_) => self::ty(ty),
        _ => parameter_ty(field),
    }
}

/// The value of an optional field that is `null`.
pub(super) fn null(field: &Field) -> TokenStream {
    match field.boxed {
        true => quote!(Some(Box::new(sdk_runtime::Nullable::Null))),
        false => quote!(Some(sdk_runtime::Nullable::Null)),
    }
}

/// The expression that converts an optional parameter, an `Option` of the type of [`option_ty`], to the value of an
/// optional field.
pub(super) fn converted_option(field: &Field, parameter: &Ident) -> TokenStream {
    let mut value = match &field.ty {
        RustType::Vec(_) => quote!(#parameter.map(convert::list)),
        RustType::Map(_) => quote!(#parameter.map(convert::map)),
        RustType::String
        | RustType::Secret
        | RustType::Blob
        | RustType::Stream
        | RustType::Json
        | RustType::JsonString
        | RustType::OneOf(_) => quote!(#parameter.map(Into::into)),
        _ => quote!(#parameter),
    };
    if field.boxed {
        value = quote!(#value.map(Box::new));
    }
    match field.presence {
        Presence::Optional => value,
        Presence::Required | Presence::EmptyWhenAbsent => quote!(#value.unwrap_or_default()),
    }
}

/// Whether [`converted`] calls a function of the runtime.
pub(super) fn is_converted(ty: &RustType) -> bool {
    match ty {
        RustType::Vec(_) | RustType::Map(_) => true,
        RustType::Nullable(value) => is_converted(value),
        _ => false,
    }
}

/// The runtime's name of the wire format of a value, if its type has several.
pub(super) fn format(ty: &RustType) -> Option<TokenStream> {
    match ty {
        RustType::Timestamp(TimestampFormat::EpochSeconds) => Some(quote!(EpochSeconds)),
        RustType::Timestamp(TimestampFormat::HttpDate) => Some(quote!(HttpDate)),
        RustType::JsonString => Some(quote!(JsonString)),
        RustType::Vec(inner)
        | RustType::Map(inner)
        | RustType::Option(inner)
        | RustType::Nullable(inner) => format(inner),
        _ => None,
    }
}

/// The module of the runtime for a timestamp.
pub(super) fn codec_module(format: TimestampFormat) -> &'static str {
    match format {
        TimestampFormat::DateTime => "date_time",
        TimestampFormat::EpochSeconds => "epoch_seconds",
        TimestampFormat::HttpDate => "http_date",
    }
}

/// Whether a type mentions a map.
pub(super) fn has_map(ty: &RustType) -> bool {
    match ty {
        RustType::Map(_) => true,
        RustType::Vec(inner) | RustType::Option(inner) | RustType::Nullable(inner) => {
            has_map(inner)
        }
        _ => false,
    }
}

/// Whether the parameter of a type mentions a map. A map itself is passed as an iterator of pairs.
pub(super) fn has_inner_map(ty: &RustType) -> bool {
    match ty {
        RustType::Vec(inner) | RustType::Map(inner) | RustType::Option(inner) => has_map(inner),
        RustType::Nullable(value) => has_inner_map(value),
        _ => false,
    }
}

/// Whether a type mentions a type of the crate.
pub(super) fn has_named(ty: &RustType) -> bool {
    match ty {
        RustType::Named(_) | RustType::IntegerEnum(_) | RustType::OneOf(_) => true,
        RustType::Vec(inner)
        | RustType::Map(inner)
        | RustType::Option(inner)
        | RustType::Nullable(inner) => has_named(inner),
        _ => false,
    }
}
