//! The tables by which the runtime reads and writes a type: the wire name of each member.

use super::fragment::Fragment;
use super::types;
use crate::rust::{Field, Presence, Structure, Union};
use proc_macro2::TokenStream;
use quote::quote;
use serde::Serialize;

/// The rows of the table of a struct or a union.
#[derive(Serialize)]
pub(super) struct Table {
    /// The directions in which calls use the type; `serde` if no call does.
    sides: Vec<Fragment>,
    /// The keys without which the type cannot be deserialized in an input.
    required: Vec<Fragment>,
    rows: Vec<Fragment>,
}

impl Table {
    /// The members of the body, then those that are bound to another part of the message.
    pub(super) fn of_structure(structure: &Structure) -> Self {
        let (body, bound): (Vec<&Field>, Vec<&Field>) =
            structure.fields.iter().partition(|field| field.in_body);
        let body = body.into_iter().map(row);
        let bound = bound.into_iter().map(|field| {
            let row = row(field);
            quote!(bound #row)
        });
        Self {
            sides: sides(structure.written, structure.read),
            required: required(structure),
            rows: body.chain(bound).map(Fragment::from).collect(),
        }
    }

    pub(super) fn of_union(union: &Union) -> Self {
        Self {
            sides: sides(union.written, union.read),
            required: Vec::new(),
            rows: union.members.iter().map(row).map(Fragment::from).collect(),
        }
    }
}

fn row(field: &Field) -> TokenStream {
    let (key, name) = (&field.key, &field.name);
    let format = types::format(&field.ty).map(|format| quote!(as #format));
    quote!(#key => #name #format)
}

fn sides(written: bool, read: bool) -> Vec<Fragment> {
    let sides = match (written, read) {
        (true, true) => vec![quote!(decode), quote!(encode)],
        (true, false) => vec![quote!(encode)],
        (false, true) => vec![quote!(decode)],
        (false, false) => vec![quote!(serde)],
    };
    sides.into_iter().map(Fragment::from).collect()
}

/// The keys of required members. Responses are read without them, and so are types that only they contain.
fn required(structure: &Structure) -> Vec<Fragment> {
    if structure.read && !structure.written {
        return Vec::new();
    }
    let required = structure.fields.iter();
    required
        .filter(|field| field.presence == Presence::Required)
        .map(|field| &field.key)
        .map(|key| quote!(#key).into())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::{TypeItem, lower};
    use crate::service::fixture::{bound, member, member_of, operation, service, structure};
    use crate::service::{Binding, Type};

    #[test]
    fn members_of_the_body_come_first_and_required_keys_are_listed() {
        let input = vec![bound("id", Binding::Path), bound("name", Binding::Body)];
        let krate = lower(&service(vec![operation("PutThing", input, vec![])], vec![]), "a");
        let table = Table::of_structure(&krate.operations[0].input);
        let printed = serde_json::to_value(&table).expect("it is serializable");
        let expected = serde_json::json!({
            "sides": ["encode"],
            "required": ["\"id\"", "\"name\""],
            "rows": ["\"name\" => name", "bound \"id\" => id"],
        });
        assert_eq!(printed, expected);
    }

    #[test]
    fn a_structure_of_responses_requires_no_key() {
        let thing = Type::Named("Thing".to_owned());
        let shape = structure("Thing", vec![bound("at", Binding::Body), member("name")]);
        let call = operation("GetThing", vec![], vec![member_of("thing", thing)]);
        let krate = lower(&service(vec![call], vec![shape]), "a");
        let TypeItem::Structure(structure) = &krate.types[0].item else {
            panic!("it is a structure");
        };
        let printed = serde_json::to_value(Table::of_structure(structure)).expect("serializable");
        assert_eq!(printed["sides"], serde_json::json!(["decode"]));
        assert_eq!(printed["required"], serde_json::json!([]));
    }
}
