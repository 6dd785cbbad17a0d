//! Receives the streams of the fixture.

use sdk::testing::Fake;
use sdk::{Client, Error, Event, Events, operations, types};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().endpoint_url(url).build()?;

    let chat = client.create_chat("p").events("e").send().await?;
    println!("whole {}", chat.text);
    let mut events: Events<operations::CreateChat> = client.create_chat("p").event_stream();
    while let Some(event) = events.next().await {
        let event: Event<types::Delta> = event?;
        let delta = event.data.and_then(|data| data.delta);
        println!("{} {:?} {delta:?}", event.event, event.id);
    }
    let mut events = client.watch().after("x").events();
    while let Some(event) = events.next().await {
        let event = event?;
        match event.data {
            Some(data) => println!("{} {:?} {:?}", event.event, event.id, data.delta),
            None => println!("{} {:?} raw {}", event.event, event.id, event.raw),
        }
    }
    let mut log = client.get_log().events();
    while let Some(event) = log.next().await {
        println!("log {}", event?.data.unwrap_or_default());
    }
    let text = client.get_rows().send().await?;
    println!("text {}", text.body.replace('\n', " "));
    let rows: Vec<_> = client.get_rows().events().try_collect().await?;
    println!("rows {:?}", rows.iter().map(|row| row.id).collect::<Vec<_>>());
    let mut maps = client.get_maps().events();
    while let Some(map) = maps.next().await {
        println!("map {}", map?["k"].id);
    }
    let mut states = client.get_states().events();
    while let Some(event) = states.next().await {
        let event = event?;
        let state = event.data.map(|state| state.as_str().to_owned());
        println!("{} {}", event.event, state.unwrap_or_default());
    }
    let gaps: Vec<_> = client.get_gaps().events().try_collect().await?;
    println!("gaps {:?}", gaps.iter().map(|row| row.as_ref().map(|row| row.id)).collect::<Vec<_>>());
    let mut levels = client.get_levels().events();
    while let Some(event) = levels.next().await {
        println!("level {:?}", event?.data);
    }
    let fake = Fake::new().on_events::<operations::Watch>(|_| Ok("data: {\"delta\":\"f\"}\n\n".into()));
    let faked = Client::builder().fake(&fake).build()?;
    let mut events = faked.watch().events();
    while let Some(event) = events.next().await {
        let delta = event?.data.and_then(|data| data.delta);
        println!("fake {}", delta.unwrap_or_default());
    }
    Ok(())
}
