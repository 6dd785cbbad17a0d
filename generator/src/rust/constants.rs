//! Members that have one value: constructors set it.

use std::collections::HashMap;

use crate::service::{EnumValue, Member, Service, ShapeId, ShapeKind, Type};

/// The values of required strings that can have one only: that of an enum with a single value, or the one by which the
/// discriminator of alternatives names the structure.
///
/// Enums of AWS gain values over time, so that none is constant there.
#[derive(Debug, Default)]
pub(super) struct Constants {
    /// By structure and key.
    values: HashMap<(ShapeId, String), String>,
}

impl Constants {
    pub(super) fn new(service: &Service) -> Self {
        let mut constants = Self::default();
        if service.aws.is_some() {
            return constants;
        }
        let tags = tags(service);
        for shape in service.shapes.values() {
            let ShapeKind::Structure(members) = &shape.kind else { continue };
            for member in members.iter().filter(|member| member.required) {
                let place = (shape.id.clone(), member.wire_name.clone());
                let tag = || tags.get(&place).cloned().flatten();
                let value = match values(service, &member.target) {
                    Some([one]) => Some(one.value.clone()),
                    Some(_) => tag(),
                    None if member.target == Type::String => tag(),
                    None => None,
                };
                if let Some(value) = value {
                    constants.values.insert(place, value);
                }
            }
        }
        constants
    }

    /// The one value of a member of a structure.
    pub(super) fn value_of(&self, structure: &str, member: &Member) -> Option<String> {
        self.values.get(&(structure.to_owned(), member.wire_name.clone())).cloned()
    }
}

/// The values by which discriminators name structures, by structure and key; `None` if alternatives differ.
fn tags(service: &Service) -> HashMap<(ShapeId, String), Option<String>> {
    let mut tags: HashMap<_, Option<String>> = HashMap::new();
    for shape in service.shapes.values() {
        let ShapeKind::OneOf(one_of) = &shape.kind else { continue };
        let Some(tag) = &one_of.tag else { continue };
        for (alternative, traits) in one_of.alternatives.iter().zip(&one_of.traits) {
            if let (Type::Named(id), Some(value)) = (&alternative.target, &traits.written_tag) {
                tags.entry((id.clone(), tag.clone()))
                    .and_modify(|known| *known = known.take().filter(|known| known == value))
                    .or_insert_with(|| Some(value.clone()));
            }
        }
    }
    tags
}

/// The values of an enum of strings.
fn values<'s>(service: &'s Service, target: &Type) -> Option<&'s [EnumValue]> {
    let Type::Named(id) = target else { return None };
    match &service.shapes.get(id)?.kind {
        ShapeKind::Enum(values) => Some(values),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Source;
    use crate::{Input, Package, generate_crate};

    #[test]
    fn constructors_set_what_has_one_value() {
        let text = include_str!("../openapi/fixtures/one_of.yaml").to_owned();
        let document = Source { name: "one_of.yaml".to_owned(), text };
        let input = Input::of(document);
        let files = generate_crate(&input, &Package::new(None, "runtime")).expect("a crate").files;
        let api = files.get("API.txt").expect("the public API");
        for line in [
            // Of a discriminator, and of an enum.
            "field Cat.kind: constant String",
            "field Cat.name: required String",
            "field Hamster.kind: constant HamsterKind",
        ] {
            assert!(api.lines().any(|each| each == line), "{line}\n{api}");
        }
        let hamster = files.get("src/types/hamster.rs").expect("its file");
        let code: String = hamster.split_whitespace().collect();
        assert!(code.contains("pubfnnew()->Self{Self{kind:\"hamster\".into()"), "{hamster}");
    }
}
