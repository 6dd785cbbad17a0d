//! Members of responses alone (`readOnly`) or of requests alone (`writeOnly`), once all uses of shapes are known.
//!
//! `required` applies to the messages that contain the member. A structure of both keeps its members of responses,
//! which are not written; one of requests alone does not have them.

use indexmap::IndexMap;

use crate::service::{Access, Operation, Reached, ServiceError, Shape, ShapeId, ShapeKind};

/// Settles the members of shapes.
pub(super) fn settle(
    operations: &[Operation],
    errors: &[ServiceError],
    shapes: &mut IndexMap<ShapeId, Shape>,
) {
    let reached = Reached::new(operations, errors, shapes);
    for (id, shape) in shapes {
        let ShapeKind::Structure(members) = &mut shape.kind else {
            continue;
        };
        let (is_sent, is_received) = (reached.sent.contains(id), reached.received.contains(id));
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
