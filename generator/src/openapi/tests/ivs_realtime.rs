//! The real document: every operation of IVS RealTime as it goes over the wire.

use crate::service::{HttpMethod, Reference, Service};

use super::{service, shown, structure, values};

fn ivs() -> Service {
    service(include_str!("../../../../specs/ivs-realtime/2020-07-14/openapi.yaml"))
}

#[test]
fn service_metadata_is_read() {
    let service = ivs();
    assert_eq!(service.id, "ivs-realtime");
    assert_eq!(service.api_version, "2020-07-14");
    assert_eq!(service.aws.as_ref().unwrap().endpoint_prefix, "ivsrealtime");
    assert_eq!(service.aws.as_ref().unwrap().signing_name, "ivs");
    assert_eq!(service.title, "Amazon Interactive Video Service RealTime");
}

#[test]
fn all_operations_have_their_wire_form() {
    let operations = ivs().operations;
    assert_eq!(operations.iter().flat_map(super::lines).collect::<Vec<_>>(), WIRE_FORM);
    assert!(operations.iter().all(|each| each.read_only == (each.method == HttpMethod::Get)));
}

/// Fifteen operations: the request, the members of the input, the response.
const WIRE_FORM: &[&str] = &[
    "CreateParticipantToken: POST /CreateParticipantToken + body",
    "  attributes: {string}",
    "  capabilities: [ParticipantTokenCapability]",
    "  duration: integer",
    "  stageArn: string!",
    "  userId: string",
    "  -> 200 participantToken: ParticipantToken",
    "CreateStage: POST /CreateStage + body",
    "  name: string",
    "  participantTokenConfigurations: [ParticipantTokenConfiguration]",
    "  tags: {string}",
    "  -> 200 participantTokens: [ParticipantToken], stage: Stage",
    "DeleteStage: POST /DeleteStage + body",
    "  arn: string!",
    "  -> 200",
    "DisconnectParticipant: POST /DisconnectParticipant + body",
    "  participantId: string!",
    "  reason: string",
    "  stageArn: string!",
    "  -> 200",
    "GetParticipant: POST /GetParticipant + body",
    "  participantId: string!",
    "  sessionId: string!",
    "  stageArn: string!",
    "  -> 200 participant: Participant",
    "GetStage: POST /GetStage + body",
    "  arn: string!",
    "  -> 200 stage: Stage",
    "GetStageSession: POST /GetStageSession + body",
    "  sessionId: string!",
    "  stageArn: string!",
    "  -> 200 stageSession: StageSession",
    "ListParticipantEvents: POST /ListParticipantEvents + body",
    "  maxResults: integer",
    "  nextToken: string",
    "  participantId: string!",
    "  sessionId: string!",
    "  stageArn: string!",
    "  -> 200 events: [Event]!, nextToken: string",
    "ListParticipants: POST /ListParticipants + body",
    "  filterByPublished: boolean",
    "  filterByState: ParticipantState",
    "  filterByUserId: string",
    "  maxResults: integer",
    "  nextToken: string",
    "  sessionId: string!",
    "  stageArn: string!",
    "  -> 200 nextToken: string, participants: [ParticipantSummary]!",
    "ListStageSessions: POST /ListStageSessions + body",
    "  maxResults: integer",
    "  nextToken: string",
    "  stageArn: string!",
    "  -> 200 nextToken: string, stageSessions: [StageSessionSummary]!",
    "ListStages: POST /ListStages + body",
    "  maxResults: integer",
    "  nextToken: string",
    "  -> 200 nextToken: string, stages: [StageSummary]!",
    "ListTagsForResource: GET /tags/{resourceArn}",
    "  path resourceArn: string!",
    "  -> 200 tags: {string}!",
    "TagResource: POST /tags/{resourceArn} + body",
    "  path resourceArn: string!",
    "  tags: {string}!",
    "  -> 200",
    "UntagResource: DELETE /tags/{resourceArn}",
    "  path resourceArn: string!",
    "  query tagKeys: [string]!",
    "  -> 200",
    "UpdateStage: POST /UpdateStage + body",
    "  arn: string!",
    "  name: string",
    "  -> 200 stage: Stage",
];

#[test]
fn four_operations_are_paginated() {
    let service = ivs();
    let lists: Vec<_> = service
        .operations
        .iter()
        .filter_map(|operation| Some((operation.name.as_str(), operation.pagination.as_ref()?)))
        .map(|(name, pagination)| {
            let page_size = pagination.page_size.as_ref().map(Reference::name);
            assert_eq!(page_size, Some("maxResults"));
            (name, shown(pagination))
        })
        .collect();
    assert_eq!(
        lists,
        [
            ("ListParticipantEvents", "nextToken from nextToken, items events".to_owned()),
            ("ListParticipants", "nextToken from nextToken, items participants".to_owned()),
            ("ListStageSessions", "nextToken from nextToken, items stageSessions".to_owned()),
            ("ListStages", "nextToken from nextToken, items stages".to_owned()),
        ]
    );
}

#[test]
fn only_the_participant_token_is_secret() {
    let service = ivs();
    let members = structure(&service, "ParticipantToken");
    let secrets: Vec<_> = members.iter().filter(|line| line.ends_with(": secret")).collect();
    assert_eq!(secrets, ["token: secret"]);
}

#[test]
fn errors_are_identified_by_their_codes() {
    let service = ivs();
    let codes: Vec<_> = service.errors.iter().map(|error| error.code.as_str()).collect();
    let expected = "ResourceNotFoundException ValidationException AccessDeniedException \
                    ServiceQuotaExceededException PendingVerification ConflictException \
                    InternalServerException";
    assert_eq!(codes.join(" "), expected);
    let stages = service.operation("ListStages").expect("ListStages");
    assert_eq!(
        stages.errors,
        ["ValidationException", "AccessDeniedException", "ConflictException"]
    );
}

#[test]
fn enums_and_limits_are_kept() {
    let service = ivs();
    assert_eq!(values(&service, "ParticipantTokenCapability"), ["PUBLISH", "SUBSCRIBE"]);
    assert_eq!(values(&service, "ParticipantState"), ["CONNECTED", "DISCONNECTED"]);
    assert_eq!(values(&service, "EventName").len(), 9);
    let create = service.operation("CreateParticipantToken").expect("CreateParticipantToken");
    let duration = create.input.iter().find(|member| member.name == "duration").expect("duration");
    assert_eq!(
        (duration.constraints.minimum, duration.constraints.maximum),
        (Some(1.0), Some(20160.0))
    );
}
