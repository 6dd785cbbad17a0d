//! Calls each operation of the fixture.

use sdk::types::GetPetResponse;
use sdk::{ByteStream, Client, Error, ErrorBody};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().endpoint_url(url).build()?;

    let list = client.list_pets().send().await?;
    println!("list {} {:?} {:?}", list.body.len(), list.x_total, list.header_body);
    let error = client.list_pets().send().await.unwrap_err();
    let body = error.body().map(|body| match body {
        ErrorBody::Problem(problem) => format!("Problem({:?})", problem.title.unwrap_or_default()),
        other => format!("{other:?}"),
    });
    println!("gone {} {:?} Some({})", error.status().unwrap_or_default(), error.code(), body.unwrap_or_default());
    client.put_pets(["a", "b"]).send().await?;
    println!("put");
    let put = client.put_pet("p 1", "other").send().await?;
    println!("accepted {:?}", put.id);
    let error = client.put_pet("p 1", "other").send().await.unwrap_err();
    let Some(ErrorBody::Problem(problem)) = error.body() else { panic!("{error:?}") };
    println!("missing {} {:?}", error.is_not_found(), problem.title);
    let error = client.put_pet("limited", "other").send().await.unwrap_err();
    let Some(ErrorBody::Limit(limit)) = error.body() else { panic!("{error:?}") };
    println!("limited {:?}", limit.seconds);
    for id in ["a", "b", "c", "d"] {
        let pet = client.get_pet(id).send().await?;
        if id == "a" {
            assert!(matches!(pet.body, Some(GetPetResponse::Status200(_))));
        }
        println!("{id} {}", serde_json::to_value(&pet).expect("it is JSON"));
    }
    let report = client.get_report().send().await?;
    let report = report.body.collect().await.expect("the bytes are received");
    println!("report {}", String::from_utf8_lossy(&report));
    let note = client.post_report().body("PNG").send().await?;
    println!("note {}", note.body);
    let note = client.post_report().send().await?;
    println!("nothing {}", note.body);
    let moved = client.get_moved().send().await?;
    println!("moved {:?}", moved.location);
    client.head_moved().send().await?;
    println!("head");
    client.post_moved().body("a,b").send().await?;
    println!("posted");

    let parts = client.get_image().send().await?;
    println!("parts {}", String::from_utf8_lossy(&parts.body));
    let jpeg = ByteStream::from("J").with_media_type("image/jpeg");
    let pairs = client.put_image(jpeg).send().await?;
    println!("pairs {}", pairs.body);
    client.put_image("P").send().await?;
    client.put_image("W").content_type("image/webp").send().await?;
    let related = ByteStream::from("--b--").with_media_type("multipart/related; boundary=b");
    client.patch_image(related).send().await?;
    client.delete_image().send().await?;
    client.delete_image().force(true).send().await?;
    client.post_image().send().await?;

    for _ in 0..2 {
        let count = client.get_count().send().await?;
        println!("count {:?} {:?} {:?} {:?}", count.body, count.x_tags, count.x_sizes, count.x_limit);
    }
    println!("state {:?}", client.get_state().send().await?.seconds);
    for _ in 0..5 {
        let error = client.get_state().send().await.unwrap_err();
        let body = match error.body() {
            Some(ErrorBody::String(text)) => text,
            Some(ErrorBody::ProblemList(problems)) => format!("{:?}", problems[0].title),
            Some(ErrorBody::IntegerMap(numbers)) => format!("{numbers:?}"),
            Some(ErrorBody::Limit(limit)) => format!("{:?}", limit.seconds),
            other => format!("{other:?}"),
        };
        println!("{} {} {body}", error.status().unwrap_or_default(), error.message());
    }
    for _ in 0..4 {
        let choice = client.get_choice().send().await?.body;
        let json = serde_json::to_string(&choice).expect("it is JSON");
        println!("choice {json} {choice:?}");
        let stored: sdk::types::GetChoiceResponse = serde_json::from_str(&json).expect("as it was written");
        assert_eq!(stored, choice);
    }
    client.put_choice(Some(sdk::types::Pet::new("p"))).send().await?;
    client.put_choice(None).send().await?;
    client.post_choice(Some(vec!["a".to_owned()])).send().await?;
    client.post_choice(None).send().await?;
    client.patch_choice().send().await?;
    client.patch_choice().body(7).send().await?;
    client.patch_choice().null_body().send().await?;
    println!("chosen");
    client.put_table("a,b").send().await?;
    client.put_table(ByteStream::from("a,b").with_media_type("text/csv")).send().await?;
    client.put_table(ByteStream::from("<a/>").with_media_type("application/xml")).send().await?;
    client.post_table().body("a").send().await?;
    client.post_table().body(ByteStream::from("<a>").with_media_type("text/html")).send().await?;
    client.put_scale().factors([1.5]).send().await?;
    let error = client.put_scale().factors([1.5, f64::NAN]).send().await.unwrap_err();
    println!("{:?}: {error}", error.kind());
    Ok(())
}
