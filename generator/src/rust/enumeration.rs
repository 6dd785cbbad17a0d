//! Enums: from values to variants.

use super::model::{Enumeration, Variant};
use super::{Context, naming};
use crate::service::{EnumValue, Shape};

/// An enum of the service.
pub(super) fn lower(context: &Context<'_>, shape: &Shape, values: &[EnumValue]) -> Enumeration {
    let name = context.names.type_of(&shape.id);
    let renamed = (name != shape.id).then_some(&name);
    let names = naming::variants(values.iter().map(|value| value.value.as_str()));
    Enumeration {
        source: shape.pointer.to_string(),
        docs: context
            .writer
            .shape(&shape.id, shape.documentation.as_deref(), renamed),
        name,
        variants: values
            .iter()
            .zip(names)
            .map(|(value, name)| Variant {
                name,
                docs: context
                    .writer
                    .variant(&value.value, value.documentation.as_deref()),
                value: value.value.clone(),
            })
            .collect(),
        written: context.sides.is_written(&shape.id),
        read: context.sides.is_read(&shape.id),
        deprecated: shape.deprecated,
    }
}
