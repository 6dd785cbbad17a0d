//! What an item is in the document, for items that have no documentation.

use super::Writer;
use super::markdown::code;
use crate::pointer::Pointer;
use crate::service::{Binding, Location, Member, Shape, ShapeKind, Type};

impl Writer<'_> {
    /// What a member is.
    pub(super) fn origin_of_member(&self, member: &Member, is_alternative: bool) -> String {
        if self.is_aws {
            return format!("Member {} of the service's model.", code(&member.name));
        }
        if is_alternative {
            return self.form(&member.target);
        }
        let name = code(&member.wire_name);
        match member.binding {
            Binding::Path => format!("Path parameter {name}."),
            Binding::Query => format!("Query parameter {name}."),
            Binding::Header => format!("Header {name}."),
            Binding::PrefixHeaders => format!("Headers whose names begin with {name}."),
            Binding::Styled(styled) => match styled.location {
                Location::Path => format!("Path parameter {name}."),
                Location::Query => format!("Query parameter {name}."),
                Location::Header => format!("Header {name}."),
                Location::Cookie => format!("Cookie {name}."),
            },
            Binding::Body => format!("Property {name}."),
            Binding::OtherKeys => "Properties that have other names.".to_owned(),
            Binding::Payload => "The body.".to_owned(),
            Binding::Status => "The HTTP status.".to_owned(),
        }
    }

    /// What a value of a type is.
    fn form(&self, target: &Type) -> String {
        match target {
            Type::Named(id) => format!("A value of the form {}.", self.links.link(id)),
            Type::String | Type::Secret => "A string.".to_owned(),
            Type::Boolean => "A boolean.".to_owned(),
            Type::Integer | Type::Integer32 | Type::Unsigned => "An integer.".to_owned(),
            Type::Float | Type::Double => "A number.".to_owned(),
            Type::Timestamp(_) => "A timestamp.".to_owned(),
            Type::Date => "A date.".to_owned(),
            Type::List(_) => "A list.".to_owned(),
            Type::Map(_) => "A map.".to_owned(),
            Type::Blob | Type::Stream | Type::SizedStream => "Bytes.".to_owned(),
            Type::Json | Type::JsonString => "Any JSON.".to_owned(),
            Type::Nullable(inner) => self.form(inner),
        }
    }

    /// What a shape is. Names of schemas within others are not those of the document.
    pub(super) fn origin_of_shape(&self, shape: &Shape) -> String {
        if self.is_aws {
            return format!("Shape {} of the service.", code(&shape.id));
        }
        let kind = match shape.kind {
            ShapeKind::Enum(_) | ShapeKind::IntegerEnum(_) => "Values of",
            ShapeKind::Union(_) | ShapeKind::OneOf(_) => "Alternatives of",
            ShapeKind::Structure(_) => "Object in",
        };
        match place(&shape.pointer) {
            Some(place) if shape.pointer.tokens().count() == COMPONENT => {
                format!("Schema {place}.")
            }
            Some(place) => format!("{kind} {place}."),
            None => format!("Schema {}.", code(&shape.id)),
        }
    }

    /// The name of a shape in the document, if its type has another and its schema has one.
    pub(super) fn origin_of_renamed(&self, shape: &Shape) -> Option<String> {
        let is_component = shape.pointer.tokens().count() == COMPONENT;
        (self.is_aws || is_component).then(|| self.origin_of_shape(shape))
    }
}

/// The number of tokens in the pointer of a component.
const COMPONENT: usize = 3;

/// The innermost property at a pointer, and what it is part of: "property `owner` of `Pet`".
fn place(pointer: &Pointer) -> Option<String> {
    let tokens: Vec<String> = pointer.tokens().collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    let (whole, inner) = match tokens.as_slice() {
        ["components", _, name, inner @ ..] => (code(name), inner),
        ["paths", path, method, inner @ ..] => {
            (code(&format!("{} {path}", method.to_uppercase())), inner)
        }
        _ => return None,
    };
    let part = match inner {
        ["requestBody", ..] => format!("the request body of {whole}"),
        ["responses", ..] => format!("a response of {whole}"),
        ["parameters", ..] => format!("a parameter of {whole}"),
        _ => whole,
    };
    let at = inner.windows(2).rposition(|pair| pair[0] == "properties");
    let (property, rest) = match at {
        Some(at) => (Some(inner[at + 1]), &inner[at + 2..]),
        None => (None, inner),
    };
    let elements = match rest.last() {
        Some(&"items") => "the elements of ",
        Some(&"additionalProperties") => "the values of ",
        _ => "",
    };
    Some(match property {
        Some(property) => format!("{elements}property {} of {part}", code(property)),
        None => format!("{elements}{part}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_within_another_is_described_by_its_place() {
        let check = |pointer: &str, expected: &str| {
            let pointer = Pointer::parse(pointer).expect("a pointer");
            assert_eq!(place(&pointer).as_deref(), Some(expected));
        };
        check("/components/schemas/Pet", "`Pet`");
        check("/components/schemas/Pet/properties/owner", "property `owner` of `Pet`");
        check(
            "/components/schemas/Pet/properties/tags/items/oneOf/1/items",
            "the elements of property `tags` of `Pet`",
        );
        check(
            "/paths/~1pets/post/requestBody/content/application~1json/schema/properties/kind",
            "property `kind` of the request body of `POST /pets`",
        );
        check("/paths/~1pets/get/parameters/0/schema", "a parameter of `GET /pets`");
    }
}
