use crate::fixture::ARN;
use generated_sdk::operations::*;
use generated_sdk::testing::{Fake, Fault};
use generated_sdk::types::{ParticipantToken, Stage, StageSummary};
use generated_sdk::{Client, ErrorCode, ErrorKind};

#[tokio::test]
async fn a_fake_answers_with_outputs_and_with_the_services_errors() {
    let fake = Fake::new()
        .on::<CreateStage>(|input| {
            let name = input.name.clone().unwrap_or_default();
            Ok(CreateStageOutput::default().with_stage(Stage::new(ARN).with_name(name)))
        })
        .in_order::<GetStage>([
            Err(Fault::new(ErrorCode::ResourceNotFound)
                .message("no such stage")
                .status(404)),
            Ok(GetStageOutput::default().with_stage(Stage::new(ARN))),
        ]);
    let client = fake.client::<Client>();

    let made = client.create_stage().name("demo").send().await.unwrap();
    assert_eq!(made.stage.unwrap().name.as_deref(), Some("demo"));
    let error = client.get_stage(ARN).send().await.unwrap_err();
    assert!(error.is_resource_not_found());
    assert!(
        error
            .to_string()
            .starts_with("GetStage failed: ResourceNotFoundException: no such stage"),
        "{error}"
    );
    assert_eq!(
        client
            .get_stage(ARN)
            .send()
            .await
            .unwrap()
            .stage
            .unwrap()
            .arn,
        ARN
    );
    assert_eq!(fake.calls::<CreateStage>()[0].name.as_deref(), Some("demo"));
    assert_eq!(fake.operations(), ["CreateStage", "GetStage", "GetStage"]);
    fake.assert_all_called();
}

#[tokio::test]
async fn lists_walk_over_a_fakes_pages() {
    let fake = Fake::new().on::<ListStages>(|input| {
        let page = |name: &str| vec![StageSummary::new(format!("{ARN}{name}"))];
        Ok(match input.next_token.as_deref() {
            None => ListStagesOutput::new(page("1")).with_next_token("2"),
            Some(_) => ListStagesOutput::new(page("2")),
        })
    });
    let mut items = fake.client::<Client>().list_stages().items();
    let mut arns = Vec::new();
    while let Some(stage) = items.next().await {
        arns.push(stage.unwrap().arn);
    }
    assert_eq!(arns, [format!("{ARN}1"), format!("{ARN}2")]);
}

#[tokio::test]
async fn a_call_that_nobody_expected_names_itself_and_its_input() {
    let fake = Fake::new().on::<ListStages>(|_| Ok(ListStagesOutput::default()));
    let error = fake
        .client::<Client>()
        .delete_stage(ARN)
        .send()
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    for part in [
        "DeleteStage failed",
        "any number for ListStages",
        ".on::<DeleteStage>",
        ARN,
    ] {
        assert!(
            error.message().contains(part) || error.to_string().contains(part),
            "{error}"
        );
    }
}

#[tokio::test]
async fn a_fake_shows_no_secret() {
    let fake = Fake::new().on::<CreateParticipantToken>(|_| {
        let token = ParticipantToken::default().with_token("p4rt1c1pant-token");
        Ok(CreateParticipantTokenOutput::default().with_participant_token(token))
    });
    let client = fake.client::<Client>();
    let output = client.create_participant_token(ARN).send().await.unwrap();
    let shown = format!(
        "{fake:?} {client:?} {output:?} {:?}",
        fake.calls::<CreateParticipantToken>()
    );
    assert!(!shown.contains("p4rt1c1pant-token"), "{shown}");
    assert_eq!(
        output.participant_token.unwrap().token.unwrap().expose(),
        "p4rt1c1pant-token"
    );
}

#[tokio::test]
async fn waiters_ask_a_fake_until_it_gives_in() {
    let gone = Fault::new(ErrorCode::ResourceNotFound).status(404);
    let there = || Ok(GetStageOutput::default().with_stage(Stage::new(ARN)));
    let fake = Fake::new().in_order::<GetStage>([there(), there(), Err(gone)]);
    let builder = fake.builder::<Client>();
    let client = builder
        .system(generated_sdk::testing::ManualSystem::default())
        .build()
        .unwrap();
    client.wait_until_stage_deleted(ARN).wait().await.unwrap();
    fake.assert_all_called();
}
