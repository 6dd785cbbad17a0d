//! Calls the server whose URL is the first argument, and prints what it reads.

use sdk::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).expect("a URL");
    // The document names no host.
    let error = Client::builder().build().unwrap_err();
    println!("{:?}: {error}", error.kind());
    let client = Client::builder().base_url(format!("{url}/storage")).build()?;

    let object = client.get_object("o/1", "b 1").version(2).send().await?;
    println!("{} {:?} {:?} {:?}", object.kind, object.title, object.size, object.data.as_deref());
    println!("{:?} {:?}", object.meta.map(|json| json.to_string()), object.id.as_ref().and_then(|id| id.as_integer()));
    client.search_objects("a&b").send().await?;
    client.search_buckets(5).send().await?;
    client.search_buckets(5).q("c d").send().await?;

    client.get_file("a/b c").send().await?;
    client.get_tree("a/b").send().await?;
    client.get_archive("a/b?").send().await?;
    client.get_link("a/b", "c/d").send().await?;
    client.get_resource("projects/p 1/buckets/b").send().await?;
    client.get_project("p/1").send().await?;
    for path in ["", "a/../b"] {
        let error = client.get_file(path).send().await.unwrap_err();
        println!("{:?}: {error}", error.kind());
    }

    let note = client.put_note().title("T").authorization("Key k").x_trace("a").send().await?;
    println!("{}", note.body);
    client.delete_notes(7).accept("text/html").content_type("text/csv").authorization("Key k").send().await?;
    Ok(())
}
