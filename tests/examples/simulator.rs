//! IVS RealTime on a loopback port, for any client: `cargo run -p e2e-tests --example simulator`.
//!
//! Prints the environment variables with which the AWS CLI, boto3 or an SDK calls it, and serves until it has read a
//! line or the end of standard input.

use e2e_tests::simulator::Simulator;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let simulator = Simulator::start().await?;
    println!("export AWS_ENDPOINT_URL={}", simulator.endpoint_url());
    println!("export AWS_ACCESS_KEY_ID={}", simulator.access_key_id());
    println!("export AWS_SECRET_ACCESS_KEY={}", simulator.secret_access_key());
    println!("export AWS_REGION={0} AWS_DEFAULT_REGION={0}", simulator.region());
    // The other threads of the runtime serve the simulator.
    std::io::stdin().read_line(&mut String::new())?;
    for request in simulator.requests() {
        let status = request.status.map_or("dropped".to_owned(), |status| status.to_string());
        println!("{status} {} {}", request.method, request.target);
    }
    Ok(())
}
