//! Pulls an image, creates and starts a container, and copies archives from and to it.

use sdk::runtime::Json;
use sdk::types::HostConfig;
use sdk::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().base_url(url).build()?;

    let mut lines = client.image_create().from_image("alpine").tag("3.20").events();
    while let Some(line) = lines.next().await {
        let line = line?;
        println!("{} {}", line.status.unwrap_or_default(), line.id.unwrap_or_default());
    }
    let command = ["sh", "-c", "true"].map(Json::from).to_vec();
    let container = client
        .container_create()
        .name("web 1")
        .image("alpine:3.20")
        .cmd(command)
        .labels([("team", "video")])
        .host_config(HostConfig::default().with_memory(1 << 20))
        .send()
        .await?;
    println!("created {}", container.id);
    let again = client.container_create().name("web 1").image("alpine").send().await;
    let error = again.expect_err("the name is in use");
    println!("conflict {} {}", error.status().unwrap_or_default(), error.message());

    client.container_start(&container.id).send().await?;
    println!("started");
    let error = client.container_start(&container.id).send().await.expect_err("it is started");
    println!("not modified {}", error.status().unwrap_or_default());

    let archive = client.container_archive(&container.id, "/etc").send().await?;
    println!("archive {}", archive.body.collect().await.expect("the stream ends").len());
    client.put_container_archive(&container.id, "/tmp", "tar").send().await?;
    println!("copied");
    Ok(())
}
