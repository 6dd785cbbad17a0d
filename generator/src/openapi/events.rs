//! Responses that are streams of events or of lines of JSON: the type of what they consist of.

use super::annotations;
use super::bodies::media_pointer;
use super::components::Components;
use super::media;
use super::responses::Responses;
use super::types::{Context, Types, or_null};
use crate::service::{Binding, EventFormat, EventStream, Location, Member, Reference, Type};

/// The first stream among the media types of success. `members` are those of the input.
pub(super) fn read<'a>(
    components: &Components<'a>,
    operation: &str,
    responses: &Responses<'a>,
    members: &[Member],
    types: &mut Types<'a>,
) -> Option<EventStream> {
    if components.is_smithy() {
        return None;
    }
    let mut all = responses.success.iter().flat_map(|(_, response, pointer)| {
        response.content.iter().map(move |(key, media)| (key, media, pointer))
    });
    let (key, media, format, pointer) = all.find_map(|(key, media, pointer)| {
        Some((key, media, media::sequence(key)?, media_pointer(pointer, key)))
    })?;
    let pointer = pointer.child("schema");
    let target = media.schema.as_ref().map_or(Type::Json, |schema| {
        let context = Context {
            owner: operation,
            member: "event",
            pointer: &pointer,
            timestamp_format: types.timestamp_format(Binding::Payload),
            depth: 0,
        };
        let resolved = types.annotated(&annotations::read(schema.into()), context);
        match resolved.nullable {
            true => or_null(resolved.target),
            false => resolved.target,
        }
    });
    Some(EventStream {
        format,
        media_type: key.trim().to_owned(),
        target: match target.present() {
            // The schema describes the response as a whole.
            Type::Blob | Type::Stream | Type::SizedStream => Type::Json,
            Type::String if format != EventFormat::ServerSent => Type::Json,
            _ => target,
        },
        switch: members
            .iter()
            .enumerate()
            .find(|(_, member)| is_switch(member))
            .map(|(position, member)| Reference::new(position, &member.name)),
    })
}

/// Whether a member requests a stream: the flag `stream` of the body or the query.
fn is_switch(member: &Member) -> bool {
    let is_flag = *member.target.present() == Type::Boolean;
    let is_sent = match member.binding {
        Binding::Body | Binding::Query => true,
        Binding::Styled(styled) => styled.location == Location::Query,
        _ => false,
    };
    member.wire_name == "stream" && is_flag && is_sent
}
