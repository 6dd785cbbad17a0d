//! Calls the server whose URL is the first argument, and prints how each call ends.

use std::time::{Duration, Instant};

use sdk::{Client, Error};

/// Prints the id, or the status and the number of attempts of the error.
fn print(name: &str, result: Result<String, Error>) {
    match result {
        Ok(id) => println!("{name} {id}"),
        Err(error) => println!("{name} {:?} {:?} {}", error.kind(), error.status(), error.attempts().len()),
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).expect("a URL");
    let client = Client::builder().base_url(url).build()?;
    let list = || async { client.list_jobs().send().await.map(|output| output.id) };

    // Requests that can be carried out twice are retried.
    print("list", list().await);
    client.check_jobs().send().await?;
    client.describe_jobs().send().await?;
    print("put", client.put_job("1").send().await.map(|output| output.id));
    client.delete_job().send().await?;
    print("state", client.set_state("1").send().await.map(|output| output.id));
    print("pay", client.pay("1").send().await.map(|output| output.id));
    print("pay", client.pay("1").idempotency_key("order-1").send().await.map(|output| output.id));
    // Others are not, as the service may have carried them out,
    print("add", client.add_job("1").send().await.map(|output| output.id));
    print("change", client.change_job("1").send().await.map(|output| output.id));
    // unless it rejects them.
    print("add", client.add_job("2").send().await.map(|output| output.id));
    // The number of attempts is limited, and some failures last.
    for _ in 0..3 {
        print("list", list().await);
    }
    // A connection that is closed before the response.
    print("list", list().await);
    print("add", client.add_job("3").send().await.map(|output| output.id));
    // `Retry-After` in seconds and as a date. A call does not wait for longer than a minute.
    for seconds in [1, 2] {
        let start = Instant::now();
        print("list", list().await);
        println!("waited {}", start.elapsed() >= Duration::from_secs(seconds));
    }
    print("list", list().await);
    Ok(())
}
