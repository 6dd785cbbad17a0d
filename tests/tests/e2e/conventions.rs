//! The traits of the standard library and of futures that users expect of the SDK's types.

use crate::support::{ARN, builder, simulated};
use generated_sdk::operations::{CreateStageInput, ListStagesOutput};
use generated_sdk::testing::{Fake, Fault};
use generated_sdk::types::{ParticipantState, Stage, StageSummary};
use generated_sdk::{Client, ErrorCode, ErrorKind, operations};
use std::collections::{HashMap, HashSet};
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::str::FromStr;

#[tokio::test]
async fn request_builders_and_waiters_are_awaited() {
    let (_simulator, client) = simulated().await;
    let arn = client.create_stage().name("awaited").await.unwrap().stage.unwrap().arn;
    client.delete_stage(&arn).await.unwrap();
    assert_eq!(client.wait_until_stage_deleted(&arn).await.unwrap().attempts, 1);
}

#[tokio::test]
async fn lists_are_collected() {
    let (_simulator, client) = simulated().await;
    for name in ["a", "b", "c"] {
        client.create_stage().name(name).await.unwrap();
    }
    let items = client.list_stages().max_results(2).items();
    let stages: Vec<StageSummary> = items.try_collect().await.unwrap();
    assert_eq!(stages.len(), 3);
    let pages: Vec<ListStagesOutput> = client.list_stages().pages().try_collect().await.unwrap();
    assert_eq!(pages.len(), 1);
    let different: HashSet<StageSummary> = stages.into_iter().collect();
    assert_eq!(different.len(), 3);
}

#[test]
fn open_enums_and_codes_convert_from_and_to_strings() {
    fn check<T>(known: &str)
    where
        T: FromStr<Err: Debug> + From<String> + AsRef<str> + Display + Debug + Eq + Hash,
        T: for<'a> From<&'a str>,
    {
        for value in [known, "NotYetKnown"] {
            let parsed: T = value.parse().unwrap();
            assert_eq!(parsed, T::from(value));
            assert_eq!(parsed, T::from(value.to_owned()));
            assert_eq!((parsed.as_ref(), parsed.to_string().as_str()), (value, value));
        }
    }
    check::<ParticipantState>("CONNECTED");
    check::<ErrorCode>("ConflictException");
    assert_eq!(ErrorKind::InvalidInput.to_string(), "invalid_input");
}

#[test]
fn structures_and_inputs_are_keys() {
    let mut counts: HashMap<CreateStageInput, u32> = HashMap::new();
    let fake = Fake::new();
    let client = fake.client::<Client>();
    for name in ["a", "b", "a"] {
        let input = client.create_stage().name(name).tags([("k", "v")]).into_input();
        *counts.entry(input).or_default() += 1;
    }
    assert_eq!(counts.len(), 2);
    assert_eq!(HashSet::from([Stage::new(ARN), Stage::new(ARN)]).len(), 1);
}

#[tokio::test]
async fn errors_are_cloned_with_their_context() {
    let fake = Fake::new().on::<operations::GetStage>(|_| {
        Err(Fault::new(ErrorCode::ResourceNotFound).message("no such stage").status(404))
    });
    let error = fake.client::<Client>().get_stage(ARN).await.unwrap_err();
    let clone = error.clone();
    assert_eq!(clone.to_string(), error.to_string());
    assert_eq!(clone.code(), Some(ErrorCode::ResourceNotFound));
}

#[test]
fn a_builder_is_cloned_with_its_settings() {
    let shared = builder().region("eu-west-1");
    let one = shared.clone().build().unwrap();
    let other = shared.region("us-west-2").build().unwrap();
    assert_eq!((one.meta().region, other.meta().region), ("eu-west-1".into(), "us-west-2".into()));
}

#[test]
fn violations_are_iterated_by_value() {
    let fake = Fake::new();
    let violations = fake.client::<Client>().list_stages().max_results(0).validate().unwrap_err();
    let paths: Vec<String> = violations.into_iter().map(|violation| violation.path).collect();
    assert_eq!(paths, ["maxResults"]);
}

#[test]
fn types_of_other_crates_are_reachable() {
    use generated_sdk::{bytes, http, jiff};
    let blob = generated_sdk::Blob::from(bytes::Bytes::from_static(b"x"));
    let time = jiff::Timestamp::UNIX_EPOCH;
    assert_eq!(Stage::new(ARN), Stage::new(ARN));
    assert_eq!((blob.len(), time.as_second(), http::StatusCode::OK.as_u16()), (1, 0, 200));
}
