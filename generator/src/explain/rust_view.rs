//! The Rust stage in words.

use crate::rust::{
    Enumeration, ErrorVariant, OperationModule, Presence, RustType, Structure, TypeItem, Union,
};
use std::fmt::Write as _;

/// The client's method, and the structs of input and output.
pub(super) fn operation(operation: &OperationModule) -> String {
    let arguments: Vec<String> = operation
        .arguments()
        .map(|field| field.name.to_string())
        .collect();
    let setters: Vec<String> = operation
        .input
        .fields
        .iter()
        .filter(|field| field.presence != Presence::Required)
        .map(|field| field.setter.to_string())
        .collect();
    let mut text = format!(
        "client.{}({}) -> operations::{}\n",
        operation.method,
        arguments.join(", "),
        operation.name
    );
    if !setters.is_empty() {
        let _ = writeln!(text, "setters: {}", setters.join(", "));
    }
    structure(&mut text, &operation.input);
    structure(&mut text, &operation.output);
    text
}

/// A type of the crate.
pub(super) fn item(item: &TypeItem) -> String {
    let mut text = String::new();
    match item {
        TypeItem::Structure(item) => structure(&mut text, item),
        TypeItem::Enumeration(item) => enumeration(&mut text, item),
        TypeItem::Union(item) => union(&mut text, item),
    }
    text
}

/// A variant of the error code.
pub(super) fn error(error: &ErrorVariant) -> String {
    let status = error
        .status
        .map(|status| format!(", status {status}"))
        .unwrap_or_default();
    format!(
        "ErrorCode::{}, error.{}(){status}\n",
        error.variant, error.predicate
    )
}

fn structure(text: &mut String, structure: &Structure) {
    let _ = writeln!(
        text,
        "struct {} ({})",
        structure.name,
        sides(structure.written, structure.read)
    );
    let width = structure
        .fields
        .iter()
        .map(|field| field.name.to_string().len())
        .max()
        .unwrap_or(0);
    for field in &structure.fields {
        let boxed = if field.boxed { ", boxed" } else { "" };
        let presence = match field.presence {
            Presence::Required => "",
            Presence::Optional => ", optional",
            Presence::EmptyWhenAbsent => ", empty when absent",
        };
        let name = field.name.to_string();
        let key = match &field.key {
            key if *key == name => String::new(),
            key => format!(", `{key}` on the wire"),
        };
        let _ = writeln!(
            text,
            "  {name:width$}  {}{presence}{boxed}{key}",
            ty(&field.ty)
        );
    }
}

fn enumeration(text: &mut String, enumeration: &Enumeration) {
    let side = sides(enumeration.written, enumeration.read);
    let _ = writeln!(text, "open enum {} ({side})", enumeration.name);
    for variant in &enumeration.variants {
        let _ = writeln!(text, "  {}  {}", variant.name, variant.value);
    }
}

fn union(text: &mut String, union: &Union) {
    let side = sides(union.written, union.read);
    let _ = writeln!(text, "open union {} ({side})", union.name);
    for member in &union.members {
        let (name, key) = (&member.name, &member.key);
        let _ = writeln!(text, "  {name}({})  {key}", ty(&member.ty));
    }
}

fn sides(written: bool, read: bool) -> &'static str {
    match (written, read) {
        (true, true) => "written into requests, read from answers",
        (true, false) => "written into requests",
        (false, true) => "read from answers",
        (false, false) => "never a JSON body",
    }
}

fn ty(ty: &RustType) -> String {
    match ty {
        RustType::String => "String".to_owned(),
        RustType::Secret => "Secret".to_owned(),
        RustType::Bool => "bool".to_owned(),
        RustType::I32 => "i32".to_owned(),
        RustType::I64 => "i64".to_owned(),
        RustType::F32 => "f32".to_owned(),
        RustType::F64 => "f64".to_owned(),
        RustType::Timestamp(codec) => format!("Timestamp ({codec:?})"),
        RustType::Blob => "Blob".to_owned(),
        RustType::Stream => "ByteStream".to_owned(),
        RustType::Json => "Json".to_owned(),
        RustType::JsonString => "Json (as a text)".to_owned(),
        RustType::Named(name) => name.to_string(),
        RustType::Vec(element) => format!("Vec<{}>", self::ty(element)),
        RustType::Map(value) => format!("BTreeMap<String, {}>", self::ty(value)),
        RustType::Option(value) => format!("Option<{}>", self::ty(value)),
    }
}
