//! The plan of an answer: which member comes from where.

use super::plan::{DecodeStep, Payload, ResponseBody, ResponsePlan};
use super::{Context, request};
use crate::service::{Binding, Operation};

/// The plan of an operation's answer.
pub(super) fn plan(context: &Context<'_>, operation: &Operation) -> ResponsePlan {
    let mut plan = ResponsePlan {
        body: ResponseBody::Nothing,
        steps: Vec::new(),
    };
    for (field, member) in operation.output.members.iter().enumerate() {
        let key = member.wire_name.clone();
        match member.binding {
            Binding::Body => plan.body = ResponseBody::Json,
            Binding::Payload => {
                let form = match request::form(context, &member.target) {
                    // What comes has its length from the service.
                    Payload::SizedStream => Payload::Stream,
                    form => form,
                };
                plan.body = ResponseBody::Payload { field, form };
            }
            Binding::Header => plan.steps.push(DecodeStep::Header { key, field }),
            Binding::PrefixHeaders => {
                plan.steps
                    .push(DecodeStep::PrefixHeaders { prefix: key, field });
            }
            Binding::Status => plan.steps.push(DecodeStep::Status { field }),
            Binding::Path | Binding::Query => {}
        }
    }
    plan
}
