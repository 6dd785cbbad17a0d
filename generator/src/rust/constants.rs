//! Members that have one value: constructors set it.

use std::collections::HashMap;

use crate::service::{EnumValue, Member, Service, ShapeId, ShapeKind, Type};

/// The values of required strings that can have one only: that of an enum with a single value, in structures and inputs,
/// or the only one by which the discriminator of alternatives names a structure.
///
/// Enums of AWS gain values over time, so that none is constant there.
#[derive(Debug, Default)]
pub(super) struct Constants {
    /// By structure and key.
    values: HashMap<(ShapeId, String), String>,
    is_aws: bool,
}

impl Constants {
    pub(super) fn new(service: &Service) -> Self {
        let mut constants = Self { is_aws: service.aws.is_some(), ..Self::default() };
        if constants.is_aws {
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

    /// The one value of a member of an input.
    pub(super) fn value_in_input(&self, service: &Service, member: &Member) -> Option<String> {
        match values(service, &member.target) {
            Some([one]) if member.required && !self.is_aws => Some(one.value.clone()),
            _ => None,
        }
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
            if let (Type::Named(id), Some(value)) = (&alternative.target, &traits.only_tag) {
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

    const DOCUMENT: &str = r##"
openapi: 3.0.0
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example.com"}]
paths:
  /tokens:
    post:
      operationId: createToken
      parameters: [{name: version, in: header, required: true, schema: {type: string, enum: [v1]}}]
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [grant, secret]
              properties:
                grant: {type: string, enum: [client_credentials]}
                secret: {type: string}
                scope: {type: string, enum: [all]}
      responses: {"204": {description: Done.}}
  /now:
    get:
      operationId: getNow
      parameters: [{name: format, in: query, required: true, schema: {type: string, enum: [iso]}}]
      responses: {"204": {description: Done.}}
  /pets:
    post:
      operationId: addPet
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Pets"}}}}
      responses: {"204": {description: Done.}}
components:
  schemas:
    Pets:
      type: object
      properties:
        pet: {$ref: "#/components/schemas/Pet"}
        animal: {$ref: "#/components/schemas/Animal"}
    Pet:
      discriminator:
        propertyName: kind
        mapping: {cat: "#/components/schemas/Cat", kitten: "#/components/schemas/Cat", dog: "#/components/schemas/Dog"}
      oneOf:
        - {$ref: "#/components/schemas/Cat"}
        - {$ref: "#/components/schemas/Dog"}
        - {$ref: "#/components/schemas/Fish"}
        - {$ref: "#/components/schemas/Bird"}
    Cat: {type: object, required: [kind], properties: {kind: {type: string}}}
    Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog, cat]}}}
    Fish: {type: object, required: [kind], properties: {kind: {type: string}}}
    Bird: {type: object, required: [kind, size], properties: {kind: {type: string, enum: [hawk, owl]}, size: {type: string, enum: [big]}}}
    Animal: {type: object, required: [type], properties: {type: {type: string, enum: [lion, bear, fox]}}, discriminator: {propertyName: type}}
    Lion: {allOf: [{$ref: "#/components/schemas/Animal"}, {type: object, properties: {mane: {type: boolean}}}]}
"##;

    #[test]
    fn constructors_set_what_has_one_value() {
        let document = Source { name: "pets.yaml".to_owned(), text: DOCUMENT.into() };
        let input = Input::of(document);
        let files = generate_crate(&input, &Package::new(None, "runtime")).expect("a crate").files;
        let api = files.get("API.txt").expect("the public API");
        for line in [
            // Two names, of which a value has one.
            "field Cat.kind: required String",
            "field Dog.kind: constant DogKind",
            // Without a mapping the name of the schema.
            "field Fish.kind: constant String",
            "field Bird.kind: required BirdKind",
            "field Bird.size: constant BirdSize",
            // A base stands for values that no schema describes.
            "field Animal.r#type: required AnimalType",
            // Members of an input, wherever they are sent. Optional ones are not set.
            "operation CreateToken: create_token(secret: String)",
            "input CreateToken.version: constant CreateTokenVersion",
            "input CreateToken.scope: Option<CreateTokenScope>",
            "operation GetNow: get_now()",
        ] {
            assert!(api.lines().any(|each| each == line), "{line}\n{api}");
        }
        let code = |path: &str| -> String {
            files.get(path).expect("its file").split_whitespace().collect()
        };
        assert!(code("src/types/fish.rs").contains("pubfnnew()->Self{Self{kind:\"Fish\".into()"));
        let flags = code("src/cli.rs");
        assert!(flags.contains(".values(&[\"v1\"]).constant(\"v1\"),"), "{flags}");
        assert!(flags.contains("\"secret\",\"\").required(),"), "{flags}");
        let token = code("src/operations/create_token.rs");
        assert!(
            token.contains("version:\"v1\".into(),grant:\"client_credentials\".into()"),
            "{token}"
        );
        assert!(
            token.contains("///letoutput=") || token.contains("client.create_token(\"secret\")"),
            "{token}"
        );
        let client = code("src/client.rs");
        assert!(client.contains("self.call(operations::GetNowInput::new())"), "{client}");
        assert!(code("src/types/dog.rs").contains("pubfnnew()->Self{Self{kind:\"dog\".into()"));
    }
}
