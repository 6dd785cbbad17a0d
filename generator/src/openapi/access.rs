//! Members of responses alone (`readOnly`) or of requests alone (`writeOnly`), once all uses of shapes are known.
//!
//! `required` applies to the messages that contain the member. A structure of both keeps its members of responses,
//! which are not written; one of requests alone does not have them.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::service::{Access, Operation, ServiceError, Shape, ShapeId, ShapeKind, Type, reach};

/// Settles the members of shapes.
pub(super) fn settle(
    operations: &[Operation],
    errors: &[ServiceError],
    shapes: &mut IndexMap<ShapeId, Shape>,
) {
    let (mut sent, mut received) = (HashSet::new(), HashSet::new());
    for operation in operations {
        for member in &operation.input {
            reach(shapes, &member.target, &mut sent);
        }
        let members = operation.output.members.iter().map(|member| &member.target);
        for target in members.chain(operation.events.iter().map(|events| &events.target)) {
            reach(shapes, target, &mut received);
        }
        for body in operation.error_statuses.iter().filter_map(|error| error.body.as_ref()) {
            reach(shapes, &Type::Named(body.clone()), &mut received);
        }
    }
    for shape in errors.iter().filter_map(|error| error.shape.as_ref()) {
        reach(shapes, &Type::Named(shape.clone()), &mut received);
    }
    for (id, shape) in shapes {
        let ShapeKind::Structure(members) = &mut shape.kind else {
            continue;
        };
        let (is_sent, is_received) = (sent.contains(id), received.contains(id));
        if is_sent && !is_received {
            members.retain(|member| member.access != Access::Read);
        }
        for member in members {
            match member.access {
                Access::Read if is_sent => member.required = false,
                Access::Write if !is_sent => member.required = false,
                _ => {}
            }
        }
    }
}
