//! The part of an output that an example shows.

use super::Examples;
use crate::rust::model::{
    ExampleOutput, Field, OperationModule, PageField, Presence, RustType, Shown, Structure,
    TypeItem,
};
use crate::rust::naming::{local, plain};
use proc_macro2::Ident;

impl Examples<'_> {
    /// Decides which part of the output of an operation is shown.
    pub(super) fn output(&self, module: &OperationModule) -> ExampleOutput {
        let arguments: Vec<String> = module.arguments().map(|field| plain(&field.name)).collect();
        if let Some(plan) = &module.pagination {
            let list = plan.items.as_ref();
            return match list.and_then(|(list, element)| Some((list.last()?, element))) {
                Some((PageField { field, .. }, element)) => {
                    let item = self.shown(element, &arguments, true);
                    ExampleOutput::Items(many(&field.name), one_of(&field.name), item)
                }
                None => ExampleOutput::Pages,
            };
        }
        let fields = &module.output.fields;
        if let Some(stream) = fields.iter().find(|field| field.ty == RustType::Stream) {
            let is_optional = stream.presence == Presence::Optional;
            return ExampleOutput::Bytes(stream.name.clone(), is_optional);
        }
        // Members in headers are seldom the purpose of the call.
        let in_body = |field: &&Field| field.is_in_body() && !field.redacted;
        let is_new = |field: &&Field| !arguments.contains(&plain(&field.name));
        let best =
            fields.iter().filter(in_body).filter(is_new).min_by_key(|field| self.rank(field));
        let Some(field) = best else {
            return match fields.is_empty() || fields.iter().all(|field| !field.is_in_body()) {
                true => ExampleOutput::Success,
                false => ExampleOutput::Whole,
            };
        };
        let name = field.name.clone();
        match (&field.ty, field.presence) {
            (RustType::Vec(element), _) => {
                let shown = self.shown(element, &arguments, true);
                ExampleOutput::Each(name, one_of(&field.name), shown)
            }
            (RustType::Map(value), _) => ExampleOutput::Entries(name, is_displayed(value)),
            (RustType::Named(_), Presence::Optional) if self.structure(&field.ty).is_some() => {
                ExampleOutput::Maybe(name, self.shown(&field.ty, &arguments, false))
            }
            (_, Presence::Optional) => {
                ExampleOutput::Field(name, Shown { field: None, display: false })
            }
            (ty, _) => ExampleOutput::Field(name, self.shown(ty, &arguments, false)),
        }
    }

    /// The rank of a member among those of an output; the lowest is shown. Identifiers come first.
    fn rank(&self, field: &Field) -> usize {
        match &field.ty {
            RustType::Vec(_) => 11,
            RustType::Map(_) => 13,
            ty if self.structure(ty).is_some() => 10,
            RustType::Named(_) | RustType::String if rank(field) < IDENTIFYING => rank(field),
            _ => 12,
        }
    }

    /// The part of a value that is printed: the state of a single value, the identifier of one of many.
    fn shown(&self, ty: &RustType, arguments: &[String], is_one_of_many: bool) -> Shown {
        let Some(structure) = self.structure(ty) else {
            return Shown { field: None, display: is_displayed(ty) };
        };
        let scalars = structure.fields.iter().filter(|field| {
            let is_scalar = match &field.ty {
                RustType::Vec(_) | RustType::Map(_) | RustType::Secret | RustType::Blob => false,
                ty => self.structure(ty).is_none() && self.union(ty).is_none(),
            };
            is_scalar && !field.redacted && !arguments.contains(&plain(&field.name))
        });
        let best = scalars.min_by_key(|field| match rank(field) {
            2 | 4 if is_one_of_many => OTHER_NAMES,
            rank => rank,
        });
        let is_displayed =
            |field: &Field| field.presence == Presence::Required && is_displayed(&field.ty);
        Shown {
            field: best.map(|field| field.name.clone()),
            display: best.is_some_and(is_displayed),
        }
    }

    fn item(&self, ty: &RustType) -> Option<&TypeItem> {
        match ty {
            RustType::Named(name) => self.types.get(&plain(name)).copied(),
            _ => None,
        }
    }

    fn structure(&self, ty: &RustType) -> Option<&Structure> {
        match self.item(ty) {
            Some(TypeItem::Structure(structure)) => Some(structure),
            _ => None,
        }
    }

    fn union(&self, ty: &RustType) -> Option<&TypeItem> {
        self.item(ty).filter(|item| matches!(item, TypeItem::Union(_)))
    }
}

/// Names with a lower rank identify a resource or its state.
const IDENTIFYING: usize = 4;

/// The rank of all other names.
const OTHER_NAMES: usize = 7;

/// The rank of a member's name; states have 2 and 4.
fn rank(field: &Field) -> usize {
    let name = plain(&field.name);
    match name.as_str() {
        "arn" => 0,
        "id" => 1,
        "state" | "status" => 2,
        "name" => 3,
        name if name.ends_with("_arn") => 6,
        name if name.ends_with("_id") || name.ends_with("_name") => 5,
        name if name.ends_with("_state") || name.ends_with("_status") => 4,
        _ => OTHER_NAMES,
    }
}

/// Whether values implement `Display`.
fn is_displayed(ty: &RustType) -> bool {
    matches!(
        ty,
        RustType::String
            | RustType::Bool
            | RustType::I32
            | RustType::I64
            | RustType::F32
            | RustType::F64
            | RustType::Timestamp(_)
    )
}

/// The variable of a list: its name, unless that says nothing about the items.
fn many(list: &Ident) -> Ident {
    match plain(list).as_str() {
        "body" | "content" | "data" | "list" | "value" | "values" => local("items"),
        _ => list.clone(),
    }
}

/// The singular of a name: `stage` of `stages`, or `item` if the plural is irregular.
fn one_of(many: &Ident) -> Ident {
    let many = plain(many);
    let one = match many.strip_suffix("ies") {
        Some(stem) if stem.len() > 1 => format!("{stem}y"),
        _ => match many.strip_suffix('s') {
            Some(one) if !one.ends_with(['s', 'u', 'i', 'x', '_']) && !one.ends_with("se") => {
                one.to_owned()
            }
            _ => String::new(),
        },
    };
    match one.len() {
        0 | 1 => local("item"),
        _ => local(&one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_plurals_have_a_singular() {
        let check = |many: &str, expected: &str| {
            assert_eq!(one_of(&local(many)).to_string(), expected);
        };
        check("stages", "stage");
        check("policies", "policy");
        check("types", "r#type");
        check("stage_sessions", "stage_session");
        check("statuses", "item");
        check("addresses", "item");
        check("data", "item");
    }

    #[test]
    fn lists_without_a_telling_name_are_items() {
        for (list, expected) in [("stages", "stages"), ("body", "items"), ("data", "items")] {
            assert_eq!(many(&local(list)).to_string(), expected);
        }
    }
}
