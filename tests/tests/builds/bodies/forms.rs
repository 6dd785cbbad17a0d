//! Calls each operation of the fixture of forms.

use sdk::types::{Address, File, Link, Refresh};
use sdk::{Blob, ByteStream, Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().endpoint_url(url).build()?;
    let address = Address::default().with_city("X Y").with_lines(["1", "2"]);
    let home = Address::default().with_city("C").with_lines(["3"]);
    let call = client
        .create_charge(5)
        .note("a&b")
        .live(true)
        .expand(["c", "d"])
        .media(["e", "f"])
        .tags(["g", "h"])
        .address(address.clone())
        .extra([("k", "v")])
        .home(home.clone())
        .work(home);
    let done = call.send().await?;
    println!("charge {:?}", done.id);
    let file = ByteStream::from_readers(Some(3), || &b"abc"[..])
        .with_file_name("a.txt")
        .with_media_type("text/plain");
    let call = client
        .upload("1", file)
        .body_id("2")
        .more([ByteStream::from("m"), ByteStream::from("n").with_file_name("n.bin")])
        .image("png")
        .address(address)
        .tags(["x", "y"]);
    let done = call.send().await?;
    println!("upload {:?}", done.id);
    client.remove("1").send().await?;
    println!("removed");
    let error = client.change("1").send().await.unwrap_err();
    println!("change {} {:?}", error.attempts().len(), error.status());
    client.token().body([("grant_type", "password")]).send().await?;
    println!("token");
    client.grant(Refresh::new("t")).send().await?;
    client.attach(File::new("abc")).send().await?;
    client.attach(Link::new("u")).send().await?;
    println!("granted");
    let jpeg = ByteStream::from("B").with_file_name("b.jpg").with_media_type("image/jpeg");
    let call = client
        .create_album()
        .sheets([("a", ByteStream::from("A")), ("b", jpeg)])
        .sets([("s", vec![ByteStream::from("1"), ByteStream::from("2")])])
        .cover(vec![Blob::from("C1"), Blob::from("C2")])
        .scans([ByteStream::from("S")])
        .additional_properties([("more", ByteStream::from("M"))]);
    call.send().await?;
    client.put_album([("x", ByteStream::from("X"))]).send().await?;
    Ok(())
}
