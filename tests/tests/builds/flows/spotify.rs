//! Searches with a token, and with one that is expired.

use sdk::types::SearchType;
use sdk::{Client, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().base_url(url).bearer_token("key-1").build()?;

    let found = client.search("year:1999 song", [SearchType::Track, SearchType::Album]).limit(2).send().await?;
    let tracks = found.tracks.unwrap_or_default();
    for track in &tracks.items {
        let album = track.album.clone().unwrap_or_default();
        let artist = track.artists[0].name.as_deref().unwrap_or_default();
        let name = track.name.as_deref().unwrap_or_default();
        println!("track {name} by {artist} on {} ({}), {} in total", album.name, album.album_type, tracks.total);
    }
    let error = client.search("x", [SearchType::Track]).send().await.expect_err("the token is expired");
    println!("expired {} {}", error.status().unwrap_or_default(), error.message());
    Ok(())
}
