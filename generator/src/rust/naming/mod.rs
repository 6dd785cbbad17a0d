//! Names: from the names of a document, whatever they contain, to Rust identifiers.
//!
//! Rules, applied in this order to the names in the order of the document, so that the result is
//! deterministic:
//! - types and variants are `UpperCamelCase`, everything else is `snake_case`;
//! - a keyword becomes a raw identifier (`r#type`); the four that cannot be raw get an underscore;
//! - a name that starts with a digit gets the prefix `V` (or `v_`); one without letters or digits is
//!   spelled out (`<=` becomes `LessEquals`);
//! - a name that would shadow one of the prelude or of the generated crate gets the suffix `Shape`
//!   (types) or `Value` (variants);
//! - a name that is taken gets a number, from 2.

#[cfg(test)]
mod tests;
mod words;

use self::words::{KEYWORDS, OPERATIONS, SETTERS, TYPES, VARIANTS, WAITERS, camel, snake};
use crate::service::{Service, ShapeId};
use heck::ToSnakeCase;
use proc_macro2::{Ident, Span};
use std::collections::{HashMap, HashSet};

/// The names of types, operations and errors.
pub(super) struct Names {
    types: HashMap<ShapeId, Ident>,
    type_modules: HashMap<ShapeId, Ident>,
    operations: HashMap<String, Ident>,
    methods: HashMap<String, Ident>,
    errors: HashMap<String, Ident>,
    predicates: HashMap<String, Ident>,
}

impl Names {
    /// Names the types, operations and errors of a service.
    pub(super) fn new(service: &Service) -> Self {
        let shapes = || service.shapes.keys().map(String::as_str);
        let operations = || service.operations.iter().map(|each| each.name.as_str());
        let codes: Vec<&str> = service.errors.iter().map(|error| error.code.as_str()).collect();
        Self {
            types: unique(shapes(), type_name),
            type_modules: unique(shapes(), snake),
            operations: unique_operations(operations()),
            methods: unique(operations(), |name| match snake(name) {
                name if ["builder", "clone", "from_env", "from_runtime", "meta", "new"]
                    .contains(&&*name) =>
                {
                    format!("call_{name}")
                }
                name => name,
            }),
            errors: unique(codes.iter().copied(), |code| error_name(code, &codes)),
            predicates: unique(codes.iter().copied(), |code| predicate_name(code, &codes)),
        }
    }

    /// The Rust type of a structure or an enum.
    pub(super) fn type_of(&self, id: &str) -> Ident {
        self.types.get(id).cloned().unwrap_or_else(|| ident(&type_name(id)))
    }

    /// The module that holds the Rust type.
    pub(super) fn module_of_type(&self, id: &str) -> Ident {
        self.type_modules.get(id).cloned().unwrap_or_else(|| ident(&snake(id)))
    }

    /// The type of the request builder.
    pub(super) fn operation(&self, name: &str) -> Ident {
        self.operations.get(name).cloned().unwrap_or_else(|| ident(&type_name(name)))
    }

    /// The client's method, which is also the name of the operation's module.
    pub(super) fn method(&self, name: &str) -> Ident {
        self.methods.get(name).cloned().unwrap_or_else(|| ident(&snake(name)))
    }

    /// The variant for an error code.
    pub(super) fn error(&self, code: &str) -> Ident {
        self.errors.get(code).cloned().unwrap_or_else(|| ident(&type_name(code)))
    }

    /// The predicate of an error code.
    pub(super) fn predicate(&self, code: &str) -> Ident {
        self.predicates.get(code).cloned().unwrap_or_else(|| ident(&predicate_name(code, &[])))
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
    types
        .into_iter()
        .zip(in_order(all(), snake))
        .map(|(name, module)| {
            let method = prefixed("wait_until", &module);
            let is_taken = names.methods.values().any(|taken| *taken == method);
            WaiterNames {
                name,
                method: match is_taken {
                    true => ident(&format!("{method}_waiter")),
                    false => method,
                },
                module,
            }
        })
        .collect()
}

/// The names of fields, in order.
pub(super) fn fields<'a>(names: impl Iterator<Item = &'a str> + Clone) -> Vec<Ident> {
    in_order(names, snake)
}

/// The names of variants, in order.
pub(super) fn variants<'a>(values: impl Iterator<Item = &'a str> + Clone) -> Vec<Ident> {
    in_order(values, variant_name)
}

/// The setter of a field: named after it, unless request builders have a method of that name.
pub(super) fn setter(field: &Ident) -> Ident {
    let name = plain(field);
    if SETTERS.contains(&&*name) { prefixed("set", field) } else { field.clone() }
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

fn unique<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    rule: impl Fn(&str) -> String,
) -> HashMap<String, Ident> {
    names.clone().map(str::to_owned).zip(in_order(names, rule)).collect()
}

/// The names of operations. The names of an operation's input and output are taken, too.
fn unique_operations<'a>(names: impl Iterator<Item = &'a str> + Clone) -> HashMap<String, Ident> {
    let mut taken = HashSet::new();
    names
        .map(|name| {
            let base = match type_name(name) {
                name if OPERATIONS.contains(&&*name) => format!("{name}Call"),
                name => name,
            };
            let free = (1..)
                .map(|number| numbered(&base, number))
                .find(|candidate| {
                    !taken.contains(candidate)
                        && !taken.contains(&format!("{candidate}Input"))
                        && !taken.contains(&format!("{candidate}Output"))
                })
                .unwrap_or(base);
            taken.extend([format!("{free}Input"), format!("{free}Output"), free.clone()]);
            (name.to_owned(), ident(&free))
        })
        .collect()
}

fn in_order<'a>(names: impl Iterator<Item = &'a str>, rule: impl Fn(&str) -> String) -> Vec<Ident> {
    let mut taken = HashSet::new();
    names
        .map(|name| {
            let base = rule(name);
            let free = (1..)
                .map(|number| numbered(&base, number))
                .find(|candidate| !taken.contains(candidate))
                .unwrap_or(base);
            taken.insert(free.clone());
            ident(&free)
        })
        .collect()
}

fn numbered(base: &str, number: usize) -> String {
    match number {
        1 => base.to_owned(),
        _ if base.ends_with(|last: char| last.is_ascii_digit()) => format!("{base}_{number}"),
        _ => format!("{base}{number}"),
    }
}

fn type_name(name: &str) -> String {
    let name = camel(name);
    if TYPES.contains(&&*name) { format!("{name}Shape") } else { name }
}

fn variant_name(value: &str) -> String {
    let name = camel(value);
    if VARIANTS.contains(&&*name) { format!("{name}Value") } else { name }
}

/// `ResourceNotFoundException` is `ResourceNotFound`, unless the service has an error of that name too.
fn error_name(code: &str, all: &[&str]) -> String {
    let short = ["Exception", "Error", "Fault"]
        .into_iter()
        .find_map(|suffix| code.strip_suffix(suffix))
        .filter(|short| !short.is_empty() && !all.contains(short))
        .unwrap_or(code);
    variant_name(short)
}

/// `is_conflict` for `ConflictException`; with the whole code where the error has a method of that name.
fn predicate_name(code: &str, all: &[&str]) -> String {
    let taken = |name: &str| ["is_retryable", "is_throttling"].contains(&name);
    let names = [error_name(code, all).to_snake_case(), snake(code)];
    names
        .map(|name| format!("is_{name}"))
        .into_iter()
        .find(|name| !taken(name))
        .unwrap_or_else(|| format!("is_{}_error", snake(code)))
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

fn ident(name: &str) -> Ident {
    match name {
        "self" | "Self" | "super" | "crate" | "_" => {
            Ident::new(&format!("{name}_"), Span::call_site())
        }
        _ if KEYWORDS.contains(&name) => Ident::new_raw(name, Span::call_site()),
        _ => Ident::new(name, Span::call_site()),
    }
}
