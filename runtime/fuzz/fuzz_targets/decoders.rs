//! Any bytes are the output of an operation, or none: for each operation of the generated SDK.

#![no_main]

use bytes::Bytes;
use generated_sdk::operations::{
    CreateParticipantToken, CreateStage, DeleteStage, DisconnectParticipant, GetParticipant,
    GetStage, GetStageSession, ListParticipantEvents, ListParticipants, ListStageSessions,
    ListStages, ListTagsForResource, TagResource, UntagResource, UpdateStage,
};
use http::{HeaderMap, StatusCode};
use sdk_runtime::{Operation, Response};

macro_rules! decode {
    ($response:expr, $($operation:ty),*) => {
        $(let _ = <$operation as Operation>::decode($response);)*
    };
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let response = Response {
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: Bytes::copy_from_slice(data),
    };
    decode!(
        &response,
        CreateParticipantToken,
        CreateStage,
        DeleteStage,
        DisconnectParticipant,
        GetParticipant,
        GetStage,
        GetStageSession,
        ListParticipantEvents,
        ListParticipants,
        ListStageSessions,
        ListStages,
        ListTagsForResource,
        TagResource,
        UntagResource,
        UpdateStage
    );
});
