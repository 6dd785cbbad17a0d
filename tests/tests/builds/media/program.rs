//! Calls each operation of the archive, in the order of the document.

use sdk::runtime::{CallContext, Error as RuntimeError, Interceptor, Response};
use sdk::types::{AddPersonProfile, Letter, ParcelSize};
use sdk::{ByteStream, Client, Error, ErrorBody, Json};

/// Prints a header of each response.
#[derive(Debug)]
struct Header(&'static str);

impl Interceptor for Header {
    fn after_attempt(&self, _: &CallContext<'_>, outcome: Result<&Response, &RuntimeError>) {
        let value = outcome.ok().and_then(|response| response.headers.get(self.0));
        if let Some(value) = value {
            println!("{} {value:?}", self.0);
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).unwrap_or_default();
    let client = Client::builder().endpoint_url(url).interceptor(Header("x-quota")).build()?;
    json(&client).await?;
    parts(&client).await?;
    text_and_bytes(&client).await?;
    one_of_several(&client).await?;
    optional(&client).await?;
    jobs(&client).await
}

async fn json(client: &Client) -> Result<(), Error> {
    println!("text {}", client.put_text("a \"b\"").send().await?.body);
    println!("counts {:?}", client.put_counts([("a", 1)]).send().await?.body);
    println!("switch {}", client.put_switch(true).send().await?.body);
    let instant = "2030-01-02T03:04:05.5Z".parse().expect("a timestamp");
    println!("instant {}", client.put_instant(instant).send().await?.body);
    let key = client.put_key(b"\xff\0").send().await?.body;
    println!("key {:?}", &*key);
    let setting = Json::from(vec![Json::Null, Json::from(1)]);
    println!("setting {}", client.put_setting(setting).send().await?.body);
    Ok(())
}

async fn parts(client: &Client) -> Result<(), Error> {
    let profile = AddPersonProfile::default().with_name("Ann").with_photo(b"\xff\0");
    client.add_person().profile(profile).send().await?;
    client.patch_person().name("Bo").send().await?;
    let letter = Letter::default().with_to("Bob").with_lines(["1", "2"]);
    let copy = Letter::default().with_to("Cy");
    let call = client.send_letter().letter(letter.clone()).copies([copy.clone()]);
    call.signature("<s/>").draft(copy).send().await?;
    client.put_letter().letter(letter).send().await?;
    let sent = "2030-01-02T03:04:05.5Z".parse().expect("a timestamp");
    let day = "2030-01-02".parse().expect("a date");
    let labels = [("a", "b,c")];
    let call = client.add_parcel().sent(sent).day(day).seal(b"\xff\0").size(ParcelSize::Large);
    let call = call.weight(2.0).codes([1, 2]).fragile(true).null_tracking().owner(7);
    call.labels(labels).days([day]).any(1.5).matrix([vec![1, 2], vec![]]).send().await?;
    let call = client.put_parcel().sent(sent).day(day).seal(b"\xff\0").size(ParcelSize::Large);
    let call = call.weight(1e21).codes([1, 2]).fragile(true).null_tracking().owner("o");
    call.labels(labels).days([day]).any("s").matrix([vec![1, 2], vec![]]).send().await?;
    let page = ByteStream::from("2").with_media_type("image/jpeg").with_file_name("2.jpg");
    let named = |name: &str| ByteStream::from("C").with_file_name(name);
    let sheets = [ByteStream::from("1"), page, named("3.gif"), named("4.pdf")];
    let call = client.add_scans().cover(named("c.JPG")).sheets(sheets);
    call.note(vec![Json::from("n")]).back("B").send().await?;
    let stated =
        ByteStream::from("--parts-1--").with_media_type("multipart/form-data; boundary=parts-1");
    client.put_bundle(stated).send().await?;
    client.add_to_bundle("B").send().await?;
    Ok(())
}

async fn text_and_bytes(client: &Client) -> Result<(), Error> {
    let feed = client.put_feed("<feed/>").send().await?.body;
    println!("feed {}", String::from_utf8_lossy(&feed));
    println!("feed {}", client.add_feed("<entry/>").send().await?.body);
    let frames = client.put_frames(b"\xff\x01").send().await?.body;
    println!("frames {:?}", &*frames);
    client.add_frames("{\"a\":1}\n{\"a\":2}\n").send().await?;
    let scan = client.put_scan("%PDF").send().await?.body;
    println!("scan {:?}", scan.collect().await.expect("the bytes are received"));
    let rules = client.put_rules("a: b").send().await?.body;
    println!("rules {}", String::from_utf8_lossy(&rules));
    println!("pairs {}", client.send_query("a=b&c").send().await?.body);
    let image = client.put_image(b"\xff\x02").send().await?.body;
    println!("image {:?}", &*image);
    client.add_image(ByteStream::from("GIF8").with_media_type("image/gif")).send().await?;
    Ok(())
}

async fn one_of_several(client: &Client) -> Result<(), Error> {
    let order = client.add_order("o").count(1).send().await?;
    println!("order {} {:?}", order.id, order.count);
    client.put_order("o").count(1).send().await?;
    println!("report {}", client.put_report("r").send().await?.id);
    Ok(())
}

async fn optional(client: &Client) -> Result<(), Error> {
    client.get_entries().send().await?;
    client.get_entries().tag("t").send().await?;
    client.head_entries().send().await?;
    client.options_of_entries().send().await?;
    client.trace_entries().send().await?;
    client.delete_entries().send().await?;
    client.patch_entries().send().await?;
    client.put_entries().send().await?;
    client.add_entries().send().await?;
    Ok(())
}

async fn jobs(client: &Client) -> Result<(), Error> {
    client.add_job("j").send().await?;
    let job = client.put_job("<job/>").send().await?.body;
    println!("job {}", String::from_utf8_lossy(&job));
    for step in 1..3 {
        println!("state {:?}", client.get_job().step(step).send().await?.body);
    }
    for step in 3..5 {
        let error = client.get_job().step(step).send().await.unwrap_err();
        match error.body() {
            Some(ErrorBody::String(reason)) => println!("failed {reason}"),
            Some(ErrorBody::StringList(reasons)) => println!("failed {reasons:?}"),
            other => println!("failed {other:?}"),
        }
    }
    for call in [client.patch_job(), client.patch_job().count(1)] {
        let job = call.send().await?;
        println!("job {:?} {:?}", job.id, job.count);
    }
    println!("rate {:?}", client.get_limits().send().await?.x_rate);
    Ok(())
}
