//! Calls the server of the document, and prints what it returns.

use sdk::types::{AddThingSize, Pet};
use sdk::{Client, Credential, Error};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let client = Client::builder().build()?;
    let found = client
        .r#match("a")
        .query_type("b")
        .v_2nd("c")
        .plus("d")
        .user_id_mixed_case("e")
        .user_underscore_id_lowercase("f")
        .send()
        .await?;
    println!("{:?} {:?} {:?} {:?}", found.self_, found.at_id_lowercase, found.id_lowercase, found.dollar);
    println!("{:?}", found.level.map(|level| level.as_str().to_owned()));

    println!("{}", client.add_thing("1").send().await.unwrap_err());
    for pet in client.list_pets_get_pets().send().await?.body {
        match pet {
            Pet::SmallCat(cat) => println!("cat {:?}", cat.lives),
            Pet::Dog(dog) => println!("dog {:?}", dog.tail),
            other => println!("{other:?}"),
        }
    }

    let client = Client::builder().credential("key", Credential::api_key("k")).build()?;
    // The member of the body is beside the parameter `id`. Defaults are the service's, and are not sent.
    let (date, size) = (sdk::jiff::civil::date(2026, 12, 1), AddThingSize::default());
    client.add_thing("1").id("2").made(date).count(3).price(1.5).size(size).send().await?;
    // A credential is sent with operations that do not state whether they need one.
    client.listpets_get_pets_by_pet_id("p").send().await?;
    // A scheme that is not registered is a key, which is the whole header.
    Client::builder().credential("own", Credential::api_key("bearr k")).build()?.remove_pets().send().await?;
    Ok(())
}
