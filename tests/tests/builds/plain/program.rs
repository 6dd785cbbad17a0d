//! Calls the server whose URL is the first argument, and prints what it reads.

use sdk::operations::GetStyles;
use sdk::types::{AnyAnimal, AnyCat, Cat, Dog, Filter, Lion, Range, Tiger};
use sdk::{Client, ClientBuilder, Credential, Error};

fn range(from: i64, to: Option<i64>) -> Range {
    let mut range = Range::default();
    (range.from, range.to) = (Some(from), to);
    range
}

fn styles(client: &Client) -> GetStyles {
    let names = || vec!["a b".to_owned(), "c,d".to_owned()];
    let mut filter = Filter::default();
    (filter.name, filter.age, filter.tags) = (Some("x y".to_owned()), Some(range(1, None)), Some(names()));
    client
        .get_styles(names(), names(), range(1, Some(2)), range(3, Some(4)))
        .form(names())
        .commas(names())
        .spaces(names())
        .pipes(names())
        .deep(filter.clone())
        .members(range(5, Some(6)))
        .pairs(range(7, None))
        .json(filter.clone())
        .formed(filter)
        .reserved("/a?b=c&d")
        .either(8)
        .x_names(names())
        .x_range(range(9, Some(10)))
        .visit("v 1")
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).expect("a URL");
    let client = |set: fn(ClientBuilder) -> ClientBuilder| set(Client::builder().base_url(url.clone())).build();
    let keyed = client(|builder| {
        builder.credential("key", Credential::api_key("k&1")).credential("tenant", Credential::api_key("t&1"))
    })?;
    styles(&keyed).send().await?;
    // Without both keys the next alternative is sent.
    let user = client(|builder| builder.credential("key", Credential::api_key("k")).basic_auth("Ann", "p:w"))?;
    styles(&user).send().await?;
    let token = client(|builder| builder.bearer_token("abc").app_id("shop"))?;
    styles(&token).send().await?;
    let nothing = client(|builder| builder)?;
    let error = styles(&nothing).send().await.unwrap_err();
    println!("{:?}: {error}", error.kind());
    nothing.get_public().send().await?;
    token.get_public().send().await?;

    let session = client(|builder| builder.credential("session", Credential::api_key("s1")))?;
    let mut cat = Cat::new("Tom");
    cat.lives = Some(9);
    let animal = session.add_animal(cat).send().await?.body;
    println!("{:?}", animal.as_dog().map(|dog| (&*dog.name, &*dog.owner)));
    let animal = nothing.add_animal(Dog::new("Rex", "Ann")).send().await?.body;
    println!("{:?}", animal.as_cat().map(|cat| (&*cat.name, cat.lives)));
    let animal = nothing.add_animal(animal).send().await?.body;
    println!("{:?}", animal.as_animal().map(|animal| &*animal.kind));
    let animal = nothing.add_animal(animal).send().await?.body;
    let AnyAnimal::Unknown(json) = &animal else { panic!("{animal:?}") };
    println!("{json}");
    nothing.add_animal(animal).send().await?;

    // A value of several scalar types is an enum by the kind of JSON.
    let id = nothing.get_thing(8).x_id("a b").send().await?.id.expect("an id");
    println!("{id} {:?}", id.as_string());
    let id = nothing.get_thing("a/b").x_id(true).send().await?.id.expect("an id");
    println!("{id} {:?}", id.as_integer());
    println!("{}", nothing.get_thing(id).send().await?.id.expect("an id"));
    nothing.get_file("a/b c", "d/e").send().await?;

    let names = || vec!["a b".to_owned(), "c,d".to_owned()];
    let pair = || range(1, Some(2));
    nothing
        .get_exploded(pair(), names(), pair(), names(), pair())
        .spaces(names())
        .pipes(pair())
        .x_range(pair())
        .x_json(pair())
        .names(names())
        .range(pair())
        .exploded(pair())
        .json_cookie(pair())
        .send()
        .await?;

    // A subtype of several levels is decoded where any type above it is expected.
    let cats = nothing.list_cats().limit(3).send().await?;
    println!("{:?} {}", cats.x_total, nothing.list_cats().limit(6).validate().is_ok());
    for cat in &cats.cats {
        let is_unknown = matches!(cat, AnyCat::Unknown(_));
        println!("{} {} {} {is_unknown}", cat.is_cat(), cat.is_lion(), cat.is_tiger());
    }
    println!("{:?}", cats.cats[1].as_lion().map(|lion| (&*lion.pride, lion.lives)));
    println!("{:?}", cats.resident.as_ref().and_then(AnyCat::as_lion).map(|lion| &*lion.name));
    println!("{:?}", cats.listed.iter().find_map(|cat| cat.as_lion()).map(|lion| &*lion.pride));
    nothing.put_cat(Lion::new("Leo", "P")).send().await?;
    nothing.put_cat(Tiger::new("Tig")).send().await?;
    nothing.put_cat(Cat::new("Tom")).send().await?;
    for cat in cats.cats {
        nothing.put_cat(cat).send().await?;
    }
    let animal = nothing.add_animal(Lion::new("Leo", "P")).send().await?.body;
    println!("{:?}", animal.as_lion().map(|lion| &*lion.pride));
    Ok(())
}
