//! The tables by which the runtime reads, writes and validates a type: the wire name and the limits of each member.

use super::fragment::{Fragment, MacroFragment};
use super::types;
use crate::rust::{Field, Limits, Location, OneOf, Presence, RustType, Structure, Union};
use proc_macro2::{Literal, TokenStream};
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
    /// The rows of the table of limits.
    limits: Vec<MacroFragment>,
}

impl Table {
    /// The members of the body, then those that are bound to another part of the message.
    pub(super) fn of_structure(structure: &Structure) -> Self {
        let at = |location: Location| {
            structure.fields.iter().filter(move |field| field.location == location)
        };
        let body = at(Location::Body).map(row);
        let received = at(Location::Received).map(|field| {
            let row = row(field);
            quote!(received #row)
        });
        let bound = at(Location::OutsideBody).map(|field| {
            let row = row(field);
            quote!(bound #row)
        });
        let rest = at(Location::OtherKeys).map(|field| {
            let name = &field.name;
            let format = types::format(&field.ty).map(|format| quote!(as #format));
            quote!(rest => #name #format)
        });
        Self {
            sides: sides(structure.written, structure.read),
            required: required(structure),
            rows: body.chain(received).chain(bound).chain(rest).map(Fragment::from).collect(),
            limits: limits(&structure.fields),
        }
    }

    pub(super) fn of_union(union: &Union) -> Self {
        Self {
            sides: sides(union.written, union.read),
            required: Vec::new(),
            rows: union.members.iter().map(row).map(Fragment::from).collect(),
            limits: limits(&union.members),
        }
    }
}

fn row(field: &Field) -> TokenStream {
    let (key, name) = (&field.key, &field.name);
    let format = types::format(&field.ty).map(|format| quote!(as #format));
    let null = field.writes_null.then(|| quote!(or null));
    quote!(#key => #name #format #null)
}

/// The rows of the members that have limits at any depth.
fn limits(fields: &[Field]) -> Vec<MacroFragment> {
    let checked = fields.iter().filter_map(|field| Some((field, field.check.as_ref()?)));
    let rows = checked.map(|(field, check)| {
        let (key, name, limits) = (&check.name, &field.name, bounds(&check.limits));
        let visit = if check.counted { quote!(length) } else { quote!(member) };
        quote!(#visit #key => #name #(, #limits)*)
    });
    rows.map(MacroFragment::from).collect()
}

fn bounds(limits: &Limits) -> Vec<TokenStream> {
    let number = |number: f64| Literal::f64_unsuffixed(number);
    let minimum = limits.minimum.map(number).map(|number| match limits.exclusive_minimum {
        true => quote!(exclusive_minimum(#number)),
        false => quote!(minimum(#number)),
    });
    let maximum = limits.maximum.map(number).map(|number| match limits.exclusive_maximum {
        true => quote!(exclusive_maximum(#number)),
        false => quote!(maximum(#number)),
    });
    let count = |count: u64| Literal::u64_unsuffixed(count);
    let least = limits.min_length.map(count).map(|count| quote!(min_length(#count)));
    let most = limits.max_length.map(count).map(|count| quote!(max_length(#count)));
    let inner = |limits: &Option<Box<Limits>>| limits.as_deref().map(bounds);
    let keys = inner(&limits.keys).map(|keys| quote!(keys(#(#keys),*)));
    let values = inner(&limits.values).map(|values| quote!(values(#(#values),*)));
    [minimum, maximum, least, most, keys, values].into_iter().flatten().collect()
}

/// The row of an alternative, in the table of a value of one of several types.
#[derive(Serialize)]
pub(super) struct AlternativeRow {
    name: Fragment,
    ty: MacroFragment,
    is: Fragment,
    as_value: Fragment,
    /// Its format, and what tells it from the others.
    traits: Vec<MacroFragment>,
    /// Whether it can be converted into the enum.
    convertible: bool,
    /// Whether a string slice can be converted, too.
    string: bool,
    /// Whether it contains structures with limits.
    checked: bool,
}

/// The rows of the table of a value of one of several types.
pub(super) fn alternatives(union: &Union, one_of: &OneOf) -> Vec<AlternativeRow> {
    let rows = union.members.iter().zip(&one_of.alternatives);
    rows.map(|(field, alternative)| {
        let traits = &alternative.traits;
        let list = |word: TokenStream, names: &[String]| {
            (!names.is_empty()).then(|| quote!(#word #(#names),*))
        };
        let format = types::format(&field.ty).map(|format| quote!(as #format));
        let write = traits.written_tag.iter().map(|tag| quote!(write #tag));
        let constants = traits.constants.iter().map(|(key, value)| quote!(constant #key = #value));
        let parts = format
            .into_iter()
            .chain(write)
            .chain(list(quote!(tags), &traits.tags))
            .chain(constants)
            .chain(list(quote!(required), &traits.required));
        AlternativeRow {
            name: (&field.name).into(),
            ty: types::ty(&field.ty).into(),
            is: (&alternative.is).into(),
            as_value: (&alternative.as_value).into(),
            traits: parts.map(MacroFragment::from).collect(),
            convertible: alternative.is_convertible,
            string: alternative.is_convertible && field.ty == RustType::String,
            checked: alternative.is_checked,
        }
    })
    .collect()
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
            "limits": [],
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
