//! Completes a chat, and sends a file again after the limit of requests has passed.

use sdk::runtime::{ByteStream, Retries};
use sdk::types::{ChatCompletionRequestMessage, ChatCompletionRequestMessageRole};
use sdk::{Client, Error};
use std::time::Instant;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let builder = Client::builder().base_url(url).bearer_token("key-1");
    let client = builder.clone().build()?;

    let message = ChatCompletionRequestMessage::new(ChatCompletionRequestMessageRole::User, "Hi");
    let chat = client.create_chat_completion("m", [message]).temperature(0.5).send().await?;
    let answer = chat.choices[0].message.as_ref().map(|message| message.content.as_str());
    println!("{} {:?}", answer.unwrap_or_default(), chat.usage.map(|usage| usage.total_tokens));

    let start = Instant::now();
    let rows = || ByteStream::from("{\"prompt\":\"a\"}").with_file_name("rows.jsonl");
    let file = client.create_file(rows(), "fine-tune").send().await?;
    println!("{} {} bytes after {} s", file.id, file.bytes, start.elapsed().as_secs());
    let limited = builder.retries(Retries::off()).build()?.create_file(rows(), "fine-tune").send().await;
    println!("limited {}", limited.expect_err("there is no quota").status().unwrap_or_default());
    Ok(())
}
