use crate::support::builder_for;
use e2e_tests::simulator::Simulator;
use generated_sdk::blocking::run;
use generated_sdk::{Client, Error};

/// A program without async code.
fn run_program(client: &Client) -> Result<Vec<String>, Error> {
    for name in ["a", "b", "c"] {
        client.create_stage().name(name).send_blocking()?;
    }
    let mut names = Vec::new();
    for stage in client.list_stages().max_results(2).items().blocking() {
        names.extend(stage?.name);
    }
    names.sort();
    let mut pages = client.list_stages().pages().blocking().page_size(2);
    let sizes: Vec<usize> =
        pages.by_ref().map(|page| page.map(|page| page.stages.len())).collect::<Result<_, _>>()?;
    assert_eq!(sizes, [2, 1]);
    assert!(pages.page_token().is_some() && pages.token().is_none());
    let mut items = client.list_stages().items().blocking().page_size(2);
    let tokens: Vec<bool> = std::iter::from_fn(|| {
        let stage = items.next()?;
        Some(stage.map(|_| items.page_token().is_some()))
    })
    .collect::<Result<_, _>>()?;
    assert_eq!(tokens, [false, false, true]);
    let call = client.list_stages();
    let prepared = run(async move { call.prepare().await })??;
    assert!(prepared.as_http().headers().contains_key("authorization"));
    let missing = client.get_stage(crate::support::ARN).send_blocking().unwrap_err();
    assert!(missing.is_resource_not_found());
    Ok(names)
}

#[test]
fn calls_and_lists_work_without_a_runtime() {
    let simulator = run(Simulator::start()).unwrap().unwrap();
    let client = builder_for(&simulator).build().unwrap();
    assert_eq!(run_program(&client).unwrap(), ["a", "b", "c"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn blocking_calls_work_inside_a_runtime() {
    let simulator = Simulator::start().await.unwrap();
    let client = builder_for(&simulator).build().unwrap();
    assert!(client.list_stages().send().await.unwrap().stages.is_empty());
    assert_eq!(run_program(&client).unwrap(), ["a", "b", "c"]);
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            std::thread::spawn(move || {
                client.list_stages().send_blocking().map(|it| it.stages.len())
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap().unwrap(), 3);
    }
}
