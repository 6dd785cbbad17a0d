use std::time::Duration;

use crate::testing::{Fake, Fault, ManualSystem};
use crate::{
    CallOptions, Client, DecodeError, Error, ErrorKind, Items, Operation, OperationMeta, Paginated,
    Request, Response, ServiceClient, ServiceMeta, System,
};

/// Makes an operation of a name, an input and an output.
macro_rules! operation {
    ($name:ident, $input:ty, $output:ty) => {
        struct $name;
        impl Operation for $name {
            type Input = $input;
            type Output = $output;
            type Error = Error;
            const META: OperationMeta = OperationMeta::new(stringify!($name));

            fn encode(input: &$input) -> Result<Request, Error> {
                Request::new(http::Method::GET)
                    .label("input", &format!("{input:?}").replace('"', ""))
            }

            fn decode(_: &Response) -> Result<$output, DecodeError> {
                Err(DecodeError::new("a fake reads no answers"))
            }
        }
    };
}

operation!(GetStage, String, u32);
operation!(List, Option<String>, (Vec<u32>, Option<String>));

impl Paginated for List {
    type Item = u32;

    fn token(input: &Option<String>) -> Option<&str> {
        input.as_deref()
    }

    fn set_token(input: &mut Option<String>, token: String) {
        *input = Some(token);
    }

    fn next_token(output: &Self::Output) -> Option<&str> {
        output.1.as_deref()
    }

    fn into_items(output: Self::Output) -> Vec<u32> {
        output.0
    }
}

struct Service(Client);

impl ServiceClient for Service {
    const SERVICE: ServiceMeta = ServiceMeta {
        id: "test",
        title: "Test",
        api_version: "1",
        endpoint_prefix: "test",
        signing_name: "test",
    };
    type Error = Error;

    fn from_runtime(client: Client) -> Self {
        Self(client)
    }
}

async fn get(client: &Client, input: &str) -> Result<u32, Error> {
    client
        .send::<GetStage>(&input.to_owned(), &CallOptions::default())
        .await
}

#[tokio::test]
async fn single_answers_come_first_and_in_order() {
    let mut calls = 0;
    let fake = Fake::new()
        .on::<GetStage>(move |input| {
            calls += 1;
            Ok(calls * 10 + u32::try_from(input.len()).unwrap())
        })
        .once::<GetStage>(|_| Ok(1))
        .in_order::<GetStage>([Ok(2), Err(Fault::new("Busy").status(409))]);
    let client = fake.client::<Service>().0;

    assert_eq!(get(&client, "a").await.unwrap(), 1);
    assert_eq!(get(&client, "b").await.unwrap(), 2);
    assert_eq!(get(&client, "c").await.unwrap_err().code(), Some("Busy"));
    assert_eq!(get(&client, "d").await.unwrap(), 11);
    assert_eq!(get(&client, "ee").await.unwrap(), 22);

    assert_eq!(fake.calls::<GetStage>(), ["a", "b", "c", "d", "ee"]);
    assert!(fake.calls::<List>().is_empty());
    assert_eq!(fake.operations(), ["GetStage"; 5]);
    fake.assert_all_called();
}

#[tokio::test]
async fn a_call_that_nobody_expected_says_all_there_is_to_know() {
    let fake = Fake::new()
        .once::<List>(|_| Ok((vec![], None)))
        .once::<GetStage>(|_| Ok(1));
    let client = fake.client::<Service>().0;
    get(&client, "a").await.unwrap();
    let error = get(&client, "b").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetStage failed: the fake has no answer for this call. It has one for List. Add one with \
         `.on::<GetStage>(…)`. The input was \"b\""
    );
    assert_eq!(
        (error.kind(), error.attempts().len()),
        (ErrorKind::Configuration, 0)
    );

    let panic = std::panic::catch_unwind(|| fake.assert_all_called()).unwrap_err();
    assert_eq!(
        panic.downcast_ref::<String>().unwrap(),
        "the fake saw other calls than it expected:\n\
         - List was called 0 time(s), 1 fewer than expected\n\
         - GetStage was called with \"b\", which was not expected\n"
    );
}

#[test]
#[should_panic(expected = "- GetStage was never called")]
fn an_answer_that_nobody_needed_is_named() {
    Fake::new().on::<GetStage>(|_| Ok(1)).assert_all_called();
}

#[tokio::test]
async fn faults_are_the_errors_of_the_pipeline() {
    let fault = Fault::new("aws#ThrottlingException")
        .message("slow down")
        .status(429);
    let faults = [
        fault
            .header("x-amz-retry-after", "5")
            .header("bad name", "x"),
        Fault::new("InternalServerException").status(500),
        Fault::connection(),
        Fault::timeout(),
    ];
    let fake = Fake::new().in_order::<GetStage>(faults.map(Err));
    let client = fake.client::<Service>().0;

    let error = get(&client, "a").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetStage failed: ThrottlingException: slow down (HTTP 429, request id \
         00000000-0000-0000-0000-000000000000, 1 attempt)"
    );
    assert!(error.is_throttling() && error.is_retryable());
    assert_eq!(error.headers().unwrap()["x-amz-retry-after"], "5");
    for kind in [
        ErrorKind::Service,
        ErrorKind::Connection,
        ErrorKind::Timeout,
    ] {
        let error = get(&client, "a").await.unwrap_err();
        assert_eq!(
            (error.kind(), error.is_retryable()),
            (kind, true),
            "{error}"
        );
        assert_eq!(error.attempts().len(), 1);
    }
}

#[tokio::test]
async fn lists_go_from_page_to_page() {
    let fake = Fake::new().on::<List>(|token| {
        Ok(match token.as_deref() {
            None => (vec![1, 2], Some("next".to_owned())),
            Some(_) => (vec![3], None),
        })
    });
    let client = fake.client::<Service>().0;
    let mut items = Items::<List>::new(client, None, CallOptions::default());
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.unwrap());
    }
    assert_eq!(seen, [1, 2, 3]);
    assert_eq!(fake.calls::<List>(), [None, Some("next".to_owned())]);
}

#[tokio::test]
async fn an_input_that_cannot_be_sent_is_refused_as_it_would_be() {
    let fake = Fake::new().on::<GetStage>(|_| Ok(1));
    let error = get(&fake.client::<Service>().0, "").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    assert_eq!(error.operation(), Some("GetStage"));
    assert!(
        fake.calls::<GetStage>().is_empty(),
        "it would not have reached the service"
    );
}

#[tokio::test]
async fn latency_takes_the_clients_time_and_runs_into_its_deadline() {
    let system = ManualSystem::default();
    let fake = Fake::new()
        .on::<GetStage>(|_| Ok(1))
        .latency(Duration::from_secs(3));
    let client = fake
        .builder::<Service>()
        .system(system.clone())
        .build()
        .unwrap()
        .0;
    assert_eq!(get(&client, "a").await.unwrap(), 1);
    assert_eq!(system.ticks(), Duration::from_secs(3));

    let hasty = CallOptions::default().overall_timeout(Duration::from_secs(2));
    let error = client
        .send::<GetStage>(&"a".to_owned(), &hasty)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "GetStage failed: no complete answer within 2s (1 attempt)"
    );
    assert_eq!(system.ticks(), Duration::from_secs(5));
}

#[tokio::test]
async fn an_answer_may_look_at_the_fake_and_a_panic_is_the_tests() {
    let fake = Fake::new();
    let same = fake.clone();
    let fake = fake.once::<GetStage>(move |_| Ok(u32::try_from(same.operations().len()).unwrap()));
    assert_eq!(get(&fake.client::<Service>().0, "a").await.unwrap(), 1);

    let fake = fake.on::<GetStage>(|input| panic!("did not expect {input}"));
    let client = fake.client::<Service>().0;
    let task = tokio::spawn(async move { get(&client, "b").await });
    assert!(task.await.unwrap_err().is_panic());
    assert_eq!(
        fake.calls::<GetStage>(),
        ["a", "b"],
        "the fake is still good"
    );
}
