//! Names of the document that are equal in Rust, for the diagnostics.

use super::naming;
use super::usage::Sides;
use crate::pointer::Pointer;
use crate::service::{EnumValue, Member, Service, ShapeKind};

/// Names of one part of the document that are equal in Rust, and are therefore named from their spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Collision {
    /// The part, such as an enum or a structure.
    pub pointer: Pointer,
    /// What has the names: "values", "members", "shapes".
    pub kind: &'static str,
    /// The names, in the order of the document, each with its name in Rust.
    pub names: Vec<(String, String)>,
}

/// Returns the collisions among the names that the crate of a service uses.
pub fn collisions(service: &Service) -> Vec<Collision> {
    let mut found = Vec::new();
    let schemas = Pointer::root().child("components").child("schemas");
    let sides = Sides::new(service);
    let shapes = || service.shapes.values().filter(|shape| sides.is_used(&shape.id));
    let ids = shapes().map(|shape| shape.id.as_str());
    add(&mut found, &schemas, "shapes", ids, |names| naming::types(names.iter().copied()));
    let ids = service.operations.iter().map(|operation| operation.name.as_str());
    let paths = Pointer::root().child("paths");
    add(&mut found, &paths, "operations", ids, |names| naming::operations(names.iter().copied()));
    let codes = service.errors.iter().map(|error| error.code.as_str());
    add(&mut found, &schemas, "errors", codes, naming::errors);
    for shape in shapes() {
        let pointer = &shape.pointer;
        match &shape.kind {
            ShapeKind::Structure(members) => fields(&mut found, pointer, members),
            ShapeKind::Union(members) => {
                let names = members.iter().map(|member| member.name.as_str());
                add(&mut found, pointer, "members", names, variants);
            }
            ShapeKind::Enum(values) => {
                let names = values.iter().map(EnumValue::name);
                add(&mut found, pointer, "values", names, variants);
            }
            ShapeKind::IntegerEnum(values) => {
                let names = values.iter().map(|value| value.name.as_str());
                add(&mut found, pointer, "values", names, variants);
            }
            ShapeKind::OneOf(one_of) => {
                let names = one_of.alternatives.iter().map(|member| member.name.as_str());
                add(&mut found, pointer, "alternatives", names, variants);
            }
        }
    }
    for operation in &service.operations {
        let pointer = &operation.pointer;
        fields(&mut found, operation.input_pointer.as_ref().unwrap_or(pointer), &operation.input);
        let output = &operation.output;
        fields(&mut found, output.pointer.as_ref().unwrap_or(pointer), &output.members);
    }
    // One structure can be the input of several operations.
    let mut unique: Vec<Collision> = Vec::new();
    for collision in found {
        if !unique.contains(&collision) {
            unique.push(collision);
        }
    }
    unique
}

fn fields(found: &mut Vec<Collision>, pointer: &Pointer, members: &[Member]) {
    let names = members.iter().map(|member| member.name.as_str());
    add(found, pointer, "members", names, |names| naming::fields(names.iter().copied()));
}

fn variants(names: &[&str]) -> Vec<naming::Unique> {
    naming::variants(names.iter().copied())
}

/// Adds the names of a part that collide.
fn add<'a>(
    found: &mut Vec<Collision>,
    pointer: &Pointer,
    kind: &'static str,
    names: impl Iterator<Item = &'a str>,
    rule: impl Fn(&[&str]) -> Vec<naming::Unique>,
) {
    let names: Vec<&str> = names.collect();
    let in_rust = rule(&names);
    let collide = names.iter().zip(&in_rust).filter(|(_, (_, collides))| *collides);
    let collide: Vec<(String, String)> =
        collide.map(|(name, (ident, _))| ((*name).to_owned(), naming::plain(ident))).collect();
    if !collide.is_empty() {
        found.push(Collision { pointer: pointer.clone(), kind, names: collide });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::fixture::{member, operation, service};

    #[test]
    fn members_that_are_equal_in_rust_are_listed_with_their_names() {
        let members = vec![member("Name"), member("size"), member("name")];
        let found = collisions(&service(vec![operation("GetThing", members, vec![])], vec![]));
        let names = [("Name", "name_capitalized"), ("name", "name_lowercase")];
        let names = names.map(|(name, rust)| (name.to_owned(), rust.to_owned()));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].kind, &*found[0].names), ("members", &names[..]));
    }
}
