//! Responses that are streams of events or of lines of JSON.

use super::service;
use crate::service::{EventFormat, Type};

#[test]
fn a_stream_has_a_format_and_the_type_of_its_data() {
    let service = service(include_str!("../fixtures/event_streams.yaml"));
    let found: Vec<_> = service
        .operations
        .iter()
        .map(|operation| {
            let events = operation.events.as_ref().expect("each has one");
            let switch = events.switch.as_ref().map(|member| member.name());
            (&*operation.name, events.format, &*events.media_type, events.target.clone(), switch)
        })
        .collect();
    let or_null = |target: Type| Type::Nullable(Box::new(target));
    let named = |id: &str| Type::Named(id.to_owned());
    let (events, lines) = (EventFormat::ServerSent, EventFormat::Lines);
    const SSE: &str = "text/event-stream";
    let maps = Type::Map(Box::new(named("Row")));
    assert_eq!(
        found,
        [
            ("createChat", events, SSE, named("Delta"), Some("stream")),
            ("watch", events, SSE, named("Delta"), None),
            ("getLog", events, SSE, Type::String, None),
            ("getRows", lines, "application/x-ndjson", named("Row"), None),
            ("getMaps", EventFormat::Sequence, "application/json-seq", maps, None),
            ("getStates", events, SSE, named("getStatesEvent"), None),
            ("getGaps", lines, "application/x-ndjson", or_null(named("Row")), None),
            ("getLevels", events, SSE, or_null(Type::Integer), None),
        ]
    );
    let accept = |name: &str| {
        let headers = &service.operation(name).expect("an operation").fixed_headers;
        headers.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    assert_eq!(accept("createChat"), ["application/json"]);
    assert_eq!(accept("watch"), [SSE]);
    assert_eq!(accept("getRows"), ["text/csv"]);
}
