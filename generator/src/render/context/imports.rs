//! What a file imports besides what its template names.

use crate::render::types;
use crate::rust::{Field, RustType, Structure};
use serde::Serialize;

/// What a file imports besides what its template names.
#[derive(Serialize)]
pub(super) struct Imports {
    convert: bool,
    maps: bool,
    types: bool,
}

impl Imports {
    pub(super) fn of<const N: usize>(structures: [&Structure; N]) -> Self {
        Self::of_fields(
            structures
                .into_iter()
                .flat_map(|structure| &structure.fields),
        )
    }

    pub(super) fn of_fields<'f>(fields: impl Iterator<Item = &'f Field> + Clone) -> Self {
        let any = |asks: &dyn Fn(&RustType) -> bool| fields.clone().any(|field| asks(&field.ty));
        Self {
            convert: any(&types::is_converted),
            maps: any(&types::has_map),
            types: any(&types::has_named),
        }
    }

    /// The same for a file without setters.
    pub(super) fn without_conversions(self) -> Self {
        Self {
            convert: false,
            ..self
        }
    }
}
