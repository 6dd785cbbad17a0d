//! Rule 15: a member that is the whole body.
//!
//! 100 inputs and 214 outputs have a payload: a blob, a stream, a string or a structure that is the body
//! instead of being a key in it. The documents show it wrapped, as one property of an object. An overlay
//! marks that property with `x-payload: true`; the other properties of the object then must travel
//! elsewhere.

use crate::service::{Binding, Member};

use super::marks::{self, Extensions};
use super::report::Report;
use super::streams;

pub(super) const MARK: &str = "x-payload";

pub(super) fn is_payload(extensions: &Extensions) -> bool {
    marks::is_set(extensions, MARK)
}

/// Reports what cannot be beside a payload, and streams that are none.
pub(super) fn check(members: &[Member], report: &mut Report<'_>) {
    let payload = members
        .iter()
        .find(|member| member.binding == Binding::Payload);
    for member in members {
        let beside = payload.filter(|payload| payload.name != member.name);
        match (member.binding, beside) {
            (Binding::Body | Binding::Payload, Some(payload)) => report
                .error("member-beside-payload", &member.pointer)
                .found(format!(
                    "`{}`, beside a member that is the whole body",
                    member.name
                ))
                .expected(format!("`{}` alone in the body", payload.name))
                .remedy(format!(
                    "bind it to a header or the status (`x-header`, `x-status-code`), or take `{MARK}` off `{}`",
                    payload.name
                )),
            (Binding::Body, None) if streams::is_stream(&member.target) => report
                .error("stream-in-body", &member.pointer)
                .found(format!(
                    "`{}`, a stream among the keys of a body",
                    member.name
                ))
                .expected("a stream that is the whole body")
                .remedy(format!(
                    "set `{MARK}: true` on it, or take `{}` off its schema",
                    streams::MARK
                )),
            _ => {}
        }
    }
}
