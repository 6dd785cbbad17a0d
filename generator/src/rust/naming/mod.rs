//! Names: from the names of a document, whatever they contain, to Rust identifiers.
//!
//! Rules, applied in this order; the result does not depend on the order of the document:
//! - types and variants are `UpperCamelCase`, everything else is `snake_case`;
//! - a keyword becomes a raw identifier (`r#type`); the four that cannot be raw get an underscore;
//! - a name that starts with a digit gets the prefix `V` (or `v_`); one without letters or digits is
//!   spelled out (`<=` becomes `LessEquals`);
//! - variants keep the sign and the parts of numbers (`-1` becomes `Minus1`, `1.0` becomes `V1_0`, as `10` is `V10`);
//! - a name that would shadow one of the prelude or of the generated crate gets the suffix `Shape`
//!   (types) or `Value` (variants);
//! - names that are then equal are each named from their own spelling (`unique`);
//! - a module whose file name is reserved gets an underscore, a long one ends with a hash.

#[cfg(test)]
mod tests;
mod unique;
mod words;

use self::unique::{unique, unique_or};
use self::words::{
    CALLS, FLAGS, KEYWORDS, METHODS, OPERATIONS, SETTERS, TYPES, VARIANTS, WAITERS, camel,
    camel_value, module, short, snake,
};
use crate::service::{Service, Shape, ShapeId, ShapeKind};
use heck::ToSnakeCase;
use proc_macro2::{Ident, Span};
use std::collections::{HashMap, HashSet};

/// The names of types, operations and errors.
pub(super) struct Names {
    types: HashMap<ShapeId, Ident>,
    type_modules: HashMap<ShapeId, Ident>,
    forms: HashMap<ShapeId, Form>,
    operations: HashMap<String, Ident>,
    methods: HashMap<String, Ident>,
    operation_modules: HashMap<String, Ident>,
    errors: HashMap<String, Ident>,
    predicates: HashMap<String, Ident>,
}

/// The form of the Rust type of a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// An enum of integers.
    IntegerEnum,
    /// A value of one of several types.
    OneOf,
    /// A structure, a union or an enum of strings.
    Other,
}

impl Names {
    /// Names the types, operations and errors of a service.
    pub(super) fn new(service: &Service) -> Self {
        let shapes = || service.shapes.keys().map(String::as_str);
        let operations = || service.operations.iter().map(|each| each.name.as_str());
        let codes: Vec<&str> = service.errors.iter().map(|error| error.code.as_str()).collect();
        Self {
            types: by_name(shapes(), type_name),
            type_modules: by_name(shapes(), module),
            forms: service.shapes.values().map(|shape| (shape.id.clone(), form(shape))).collect(),
            operations: in_map(operations(), self::operations(operations())),
            methods: by_name(operations(), method_name),
            operation_modules: by_name(operations(), |name| module(&method_name(name))),
            errors: in_map(codes.iter().copied(), self::errors(&codes)),
            predicates: in_map(codes.iter().copied(), predicates(&codes)),
        }
    }

    /// The Rust type of a structure or an enum.
    pub(super) fn type_of(&self, id: &str) -> Ident {
        self.types.get(id).cloned().unwrap_or_else(|| ident(&type_name(id)))
    }

    /// The form of the Rust type of a shape.
    pub(super) fn form(&self, id: &str) -> Form {
        self.forms.get(id).copied().unwrap_or(Form::Other)
    }

    /// The module that holds the Rust type.
    pub(super) fn module_of_type(&self, id: &str) -> Ident {
        self.type_modules.get(id).cloned().unwrap_or_else(|| ident(&snake(id)))
    }

    /// The type of the request builder.
    pub(super) fn operation(&self, name: &str) -> Ident {
        self.operations.get(name).cloned().unwrap_or_else(|| ident(&type_name(name)))
    }

    /// The module that holds the operation.
    pub(super) fn module_of_operation(&self, name: &str) -> Ident {
        self.operation_modules.get(name).cloned().unwrap_or_else(|| ident(&module(name)))
    }

    /// The client's method.
    pub(super) fn method(&self, name: &str) -> Ident {
        self.methods.get(name).cloned().unwrap_or_else(|| ident(&snake(name)))
    }

    /// The variant for an error code.
    pub(super) fn error(&self, code: &str) -> Ident {
        self.errors.get(code).cloned().unwrap_or_else(|| ident(&type_name(code)))
    }

    /// The predicate of an error code.
    pub(super) fn predicate(&self, code: &str) -> Ident {
        self.predicates.get(code).cloned().unwrap_or_else(|| ident(&predicate_name(code)))
    }
}

fn form(shape: &Shape) -> Form {
    match shape.kind {
        ShapeKind::IntegerEnum(_) => Form::IntegerEnum,
        ShapeKind::OneOf(_) => Form::OneOf,
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Enum(_) => Form::Other,
    }
}

/// The names of a waiter.
pub(super) struct WaiterNames {
    /// The type.
    pub(super) name: Ident,
    /// The module that holds it.
    pub(super) module: Ident,
    /// The client's method.
    pub(super) method: Ident,
}

/// The names of waiters, in order. Methods do not collide with those of operations.
pub(super) fn waiters(service: &Service, names: &Names) -> Vec<WaiterNames> {
    let all = || service.waiters.iter().map(|waiter| waiter.name.as_str());
    let types = in_order(all(), |name| match type_name(name) {
        name if WAITERS.contains(&&*name) => format!("{name}Waiter"),
        name => name,
    });
    let methods = in_order(all(), |name| {
        let method = format!("wait_until_{}", snake(name));
        let is_taken = names.methods.values().any(|taken| *taken == method);
        if is_taken { format!("{method}_waiter") } else { method }
    });
    types
        .into_iter()
        .zip(in_order(all(), module))
        .zip(methods)
        .map(|(((name, _), (module, _)), (method, _))| WaiterNames { name, module, method })
        .collect()
}

/// A name, and whether another name of the document is equal in Rust.
pub(super) type Unique = (Ident, bool);

/// The names of types, in order.
pub(super) fn types<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Unique> {
    in_order(names, type_name)
}

/// The names of operations, in order.
pub(super) fn operations<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Vec<Unique> {
    in_order(names.clone(), operation_name(names.collect()))
}

/// The names of the variants of error codes, in order.
pub(super) fn errors(codes: &[&str]) -> Vec<Unique> {
    idents(unique_or(codes.iter().copied(), error_name, Some(&whole_error_name)))
}

/// The names of the predicates of error codes, in order.
fn predicates(codes: &[&str]) -> Vec<Unique> {
    idents(unique_or(codes.iter().copied(), predicate_name, Some(&whole_predicate_name)))
}

/// The names of fields, in order.
pub(super) fn fields<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Unique> {
    in_order(names, snake)
}

/// The names of variants, in order.
pub(super) fn variants<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Unique> {
    in_order(values, variant_name)
}

/// The names of the setters of a field.
pub(super) struct Setters {
    /// The setter of a value: named after the field, unless request builders have a method of that name.
    pub(super) value: Ident,
    /// The setter of an optional value: `set_name`.
    pub(super) optional: Ident,
    /// The setter of `null`: `null_name`.
    pub(super) null: Ident,
}

/// The names of the setters of fields, in order.
pub(super) fn setters(fields: &[Unique]) -> Vec<Setters> {
    let is_reserved = |field: &Ident| SETTERS.contains(&&*plain(field));
    let mut taken: HashSet<String> = SETTERS.iter().map(|&name| name.to_owned()).collect();
    taken.extend(fields.iter().map(|(field, _)| plain(field)));
    let mut free = |prefix: &str, field: &Ident, suffix: &str| {
        let mut name = plain(&prefixed(prefix, field));
        while !taken.insert(name.clone()) {
            name.push_str(suffix);
        }
        ident(&name)
    };
    let mut values = Vec::new();
    for (field, _) in fields {
        values.push(if is_reserved(field) { free("set", field, "_value") } else { field.clone() });
    }
    let optional: Vec<_> = fields.iter().map(|(field, _)| free("set", field, "_option")).collect();
    let null = fields.iter().map(|(field, _)| free("null", field, "_value"));
    let null: Vec<_> = null.collect();
    values
        .into_iter()
        .zip(optional)
        .zip(null)
        .map(|((value, optional), null)| Setters { value, optional, null })
        .collect()
}

/// The subcommands of operations, in order, from the methods of the client.
pub(super) fn calls<'a>(methods: impl Iterator<Item = &'a Ident>) -> Vec<String> {
    commands(methods.map(plain), CALLS, "call")
}

/// The subcommands of waiters, in order, from their modules.
pub(super) fn waits<'a>(modules: impl Iterator<Item = &'a Ident>) -> Vec<String> {
    commands(modules.map(plain), &["help"], "until")
}

/// The flags of members, in order, from their fields.
pub(super) fn flags<'a>(fields: impl Iterator<Item = &'a Ident>) -> Vec<String> {
    commands(fields.map(plain), FLAGS, "input")
}

/// Names on the command line, in order. Those that every command line has get a prefix.
fn commands(names: impl Iterator<Item = String>, reserved: &[&str], prefix: &str) -> Vec<String> {
    let names: Vec<String> = names.map(|name| name.trim_matches('_').to_owned()).collect();
    let names = unique(names.iter().map(String::as_str), |name| match reserved.contains(&name) {
        true => format!("{prefix}_{name}"),
        false => snake(name),
    });
    names.iter().map(|(name, _)| name.replace('_', "-")).collect()
}

/// `prefix_name`, in snake case.
pub(super) fn prefixed(prefix: &str, name: &Ident) -> Ident {
    ident(&format!("{prefix}_{}", plain(name).to_snake_case()))
}

/// `NameSuffix`.
pub(super) fn suffixed(name: &Ident, suffix: &str) -> Ident {
    ident(&format!("{}{suffix}", plain(name)))
}

/// An identifier without its `r#`.
pub(super) fn plain(name: &Ident) -> String {
    let name = name.to_string();
    name.strip_prefix("r#").map(str::to_owned).unwrap_or(name)
}

fn by_name<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    rule: impl Fn(&str) -> String,
) -> HashMap<String, Ident> {
    in_map(names.clone(), in_order(names, rule))
}

fn in_map<'a>(names: impl Iterator<Item = &'a str>, idents: Vec<Unique>) -> HashMap<String, Ident> {
    names.map(str::to_owned).zip(idents.into_iter().map(|(ident, _)| ident)).collect()
}

fn in_order<'a>(
    names: impl Iterator<Item = &'a str>,
    rule: impl Fn(&str) -> String,
) -> Vec<Unique> {
    idents(unique(names, rule))
}

fn idents(names: Vec<(String, bool)>) -> Vec<Unique> {
    names.into_iter().map(|(name, collides)| (ident(&name), collides)).collect()
}

/// The rule for the names of operations: an operation does not have the name of another's input or output.
fn operation_name(all: Vec<&str>) -> impl Fn(&str) -> String {
    let all: HashSet<String> = all.into_iter().map(type_name).collect();
    move |name| {
        let name = type_name(name);
        let stem = name.strip_suffix("Input").or_else(|| name.strip_suffix("Output"));
        let is_taken = stem.is_some_and(|stem| all.contains(stem));
        match is_taken || OPERATIONS.contains(&&*name) {
            true => format!("{name}Call"),
            false => name,
        }
    }
}

fn method_name(operation: &str) -> String {
    match snake(operation) {
        name if METHODS.contains(&&*name) => format!("call_{name}"),
        name => name,
    }
}

fn type_name(name: &str) -> String {
    let name = short(&camel(name), "");
    if TYPES.contains(&&*name) { format!("{name}Shape") } else { name }
}

fn variant_name(value: &str) -> String {
    let name = camel_value(value);
    if VARIANTS.contains(&&*name) { format!("{name}Value") } else { name }
}

/// `ResourceNotFoundException` is `ResourceNotFound`.
fn error_name(code: &str) -> String {
    let short = ["Exception", "Error", "Fault"]
        .into_iter()
        .find_map(|suffix| code.strip_suffix(suffix))
        .filter(|short| !short.is_empty())
        .unwrap_or(code);
    variant_name(short)
}

/// The name of an error code whose short name another code has too: the whole code, `ConflictException`. That of
/// `Conflict` is `ConflictCode`: no code has the short name, which meant another code before this one was added.
fn whole_error_name(code: &str) -> String {
    let whole = variant_name(code);
    if whole == error_name(code) { format!("{whole}Code") } else { whole }
}

/// `is_conflict` for `ConflictException`; with the whole code where the error has a method of that name.
fn predicate_name(code: &str) -> String {
    let taken = |name: &str| ["is_retryable", "is_throttling"].contains(&name);
    let names = [error_name(code).to_snake_case(), snake(code)];
    names
        .map(|name| format!("is_{name}"))
        .into_iter()
        .find(|name| !taken(name))
        .unwrap_or_else(|| format!("is_{}_error", snake(code)))
}

/// The predicate of an error code whose predicate another code has too.
fn whole_predicate_name(code: &str) -> String {
    format!("is_{}", whole_error_name(code).to_snake_case())
}

/// `as_conflict` for the predicate `is_conflict`; `as_runtime` is another method.
pub(super) fn details_method(predicate: &Ident) -> Ident {
    let predicate = plain(predicate);
    match predicate.strip_prefix("is_").unwrap_or(&predicate) {
        "runtime" => ident("as_runtime_error"),
        name => ident(&format!("as_{name}")),
    }
}

/// The identifier of a crate, from the name of its package.
pub(super) fn krate(name: &str) -> Ident {
    let name = name.replace(|each: char| !each.is_ascii_alphanumeric(), "_");
    match name.starts_with(|first: char| first.is_ascii_digit()) || name.is_empty() {
        true => ident(&format!("_{name}_")),
        false => ident(&name),
    }
}

/// The name of a local variable.
pub(super) fn local(name: &str) -> Ident {
    ident(name)
}

pub(super) fn ident(name: &str) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => {
            Ident::new(&format!("{name}_"), Span::call_site())
        }
        _ if KEYWORDS.contains(&name) => Ident::new_raw(name, Span::call_site()),
        _ => Ident::new(name, Span::call_site()),
    }
}
