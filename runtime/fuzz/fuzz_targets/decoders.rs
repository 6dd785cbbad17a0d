//! Any bytes are decoded as the output of each operation of the generated SDK, or rejected.

#![no_main]

use bytes::Bytes;
use generated_sdk::operations::*;
use http::{HeaderMap, StatusCode};
use sdk_runtime::{Operation, Response};

macro_rules! decode {
    ($response:expr, $($operation:ty),* $(,)?) => {
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
        CreateEncoderConfiguration,
        CreateIngestConfiguration,
        CreateParticipantToken,
        CreateStage,
        CreateStorageConfiguration,
        DeleteEncoderConfiguration,
        DeleteIngestConfiguration,
        DeletePublicKey,
        DeleteStage,
        DeleteStorageConfiguration,
        DisconnectParticipant,
        GetComposition,
        GetEncoderConfiguration,
        GetIngestConfiguration,
        GetParticipant,
        GetPublicKey,
        GetStage,
        GetStageSession,
        GetStorageConfiguration,
        ImportPublicKey,
        ListCompositions,
        ListEncoderConfigurations,
        ListIngestConfigurations,
        ListParticipantEvents,
        ListParticipantReplicas,
        ListParticipants,
        ListPublicKeys,
        ListStageSessions,
        ListStages,
        ListStorageConfigurations,
        ListTagsForResource,
        RevokeConnectionToken,
        StartComposition,
        StartParticipantReplication,
        StopComposition,
        StopParticipantReplication,
        TagResource,
        UntagResource,
        UpdateIngestConfiguration,
        UpdateStage,
    );
});
