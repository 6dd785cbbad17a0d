//! Rule 14: members that travel outside the body.
//!
//! Members in path, query and headers were taken out of the titled input schema, so the input is the
//! parameters followed by what is left of that schema. Output members in headers were deleted, and one
//! that is really the status stayed in the body: `output_headers` and `status_codes` are about those.

use crate::service::{Binding, Input, Member};

use super::report::Report;

/// The whole input: parameters, then members of the body. Reports a name that is used twice.
pub(super) fn join(
    parameters: Vec<Member>,
    body: Vec<Member>,
    report: &mut Report<'_>,
) -> Vec<Member> {
    let mut input: Vec<Member> = Vec::with_capacity(parameters.len() + body.len());
    for member in parameters.into_iter().chain(body) {
        if let Some(first) = input.iter().find(|first| first.name == member.name) {
            report
                .error("duplicate-member", &member.pointer)
                .found(format!(
                    "`{}`, which {} is called already",
                    member.name, first.pointer
                ))
                .expected("members of an input with names of their own")
                .remedy("remove one of the two, or rename it");
            continue;
        }
        input.push(member);
    }
    input
}

/// The input with its arguments in order: what is in the path, then what is in query and headers, then what
/// is in the body, in the order of the schema's `required`.
pub(super) fn input(members: Vec<Member>, body_order: &[String]) -> Input {
    Input::new(members, |member| match member.binding {
        Binding::Path => (0, None),
        Binding::Body | Binding::Payload => {
            let order = body_order.iter().position(|name| *name == member.name);
            (2, order)
        }
        Binding::Query | Binding::Header | Binding::PrefixHeaders | Binding::Status => (1, None),
    })
}
