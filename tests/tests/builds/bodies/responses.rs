//! Prints the responses of the fixture of responses.

use sdk::{Client, Error, ErrorBody};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().endpoint_url(url).build()?;
    for _ in 0..3 {
        let body = client.get_boards().send().await?.body.unwrap_or_default();
        println!("boards {}", String::from_utf8_lossy(&body));
    }
    println!("lists {}", String::from_utf8_lossy(&client.get_lists().send().await?.body));
    println!("job {}", client.put_boards("a").send().await?.id);
    println!("file {:?}", client.get_file().send().await?.location);
    println!("file {}", client.get_file().send().await.unwrap_err().is_not_modified());
    let file = client.get_file().send().await?.body.unwrap_or_default();
    let file = file.collect().await.expect("the bytes are received");
    println!("file {}", String::from_utf8_lossy(&file));
    for _ in 0..3 {
        println!("folder {:?}", client.get_folder().send().await?.location);
    }
    println!("done {:?}", client.get_job().send().await.unwrap_err().header("location"));
    for _ in 0..3 {
        println!("log {}", client.get_log().send().await?.body);
    }
    println!("log {:?}", client.get_log().send().await.unwrap_err().kind());
    println!("log {:?}", client.get_log().send().await.unwrap_err().body());
    let log = client.put_log().send().await?;
    println!("log {}", serde_json::to_string(&log).expect("it is JSON"));
    for _ in 0..4 {
        match client.patch_log().send().await.unwrap_err().body() {
            Some(ErrorBody::Job(job)) => println!("log job {}", job.id),
            Some(ErrorBody::Problem(problem)) => println!("log problem {}", problem.title),
            other => println!("log {other:?}"),
        }
    }
    println!("check {:?}", client.check().send().await.unwrap_err().header("location"));
    println!("empty {}", client.put_boards("b").send().await.unwrap_err());
    Ok(())
}
