//! Calls the server whose URL is the first argument, and prints what it reads.

use std::collections::BTreeMap;

use sdk::jiff::civil::date;
use sdk::types::{
    AddPetDry, AddPetMark, AnimalHome, Cat, Dog, EnumsColor, EnumsLevel, EnumsMode, EnumsPauseInteger, EnumsRank,
    EnumsSeverity, EnumsShade, EnumsSize, EnumsState, EnumsStep, LimitsInner, MergedHome, MergedOwner, MergedParent, Pet, RecursionBranches, Term, TermNot, Tree,
    UntypedColor, UntypedHome,
};
use sdk::{Blob, Client, Error};
use sdk_runtime::Json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let url = std::env::args().nth(1).expect("a URL");
    let client = Client::builder().base_url(url).build()?;
    let time = |text: &str| text.parse::<sdk::jiff::Timestamp>().expect("a time");
    let json = |text: &str| serde_json::from_str::<Json>(text).expect("it is JSON");

    let call = client
        .put_untyped(["a"])
        .home(UntypedHome::default().with_street("s"))
        .counts([("k", 1)])
        .color(UntypedColor::Red)
        .count(7)
        .size(8)
        .code("c")
        .ratio(json("0.75"))
        .born(time("2024-02-29T12:00:00Z"))
        .list([json("1"), json("[\"x\"]")])
        .any(json("{\"x\":null}"));
    let output = call.send().await?;
    println!("untyped {:?} {:?} {:?} {:?}", output.tags, output.home, output.counts, output.color);
    println!("{:?} {:?} {:?} {:?}", output.count, output.size, output.code, output.ratio);
    println!("{:?} {:?} {:?}", output.born, output.list, output.any);

    let home = || MergedHome::new("c").with_street("s");
    let owner = MergedOwner::new("Ann", AnimalHome::default(), 2021);
    let parent = MergedParent::new("Old", home(), 9).with_since(2020);
    let output = client.put_merged("Rex", home(), 3).parent(parent).owner(owner).note("n").send().await?;
    let parent = output.parent.expect("a parent");
    println!("merged {} {:?} {} {:?}", output.name, output.home, output.age, output.note);
    println!("owner {:?}", output.owner.map(|owner| (owner.name, owner.since)));
    println!("parent {} {:?} {:?}", parent.name, parent.since, parent.parent.map(|parent| parent.age));

    // Tags and constants are set by the constructors.
    let mut pet: Pet = Dog::new("Rex").into();
    for _ in 0..3 {
        pet = client.add_pet(pet).send().await?.body;
        println!("pet {pet:?}");
    }
    client.add_pet(pet).dry(AddPetDry::Run).mark(AddPetMark::None).send().await?;
    client.add_pet(Cat::new(9)).send().await?;

    let call = client
        .put_enums()
        .color(EnumsColor::Green)
        .level(EnumsLevel::V2)
        .size(EnumsSize::Large)
        .state(EnumsState::Blocked)
        .mode(EnumsMode::Other)
        .shade(EnumsShade::Red)
        .step(EnumsStep::Second)
        .pause(EnumsPauseInteger::V1)
        .value(true)
        .ratio(0.5)
        .live(true)
        .other(json("{\"two\":2}"))
        .severity(EnumsSeverity::V20)
        .rank(EnumsRank::V2);
    let output = call.send().await?;
    println!("enums {:?} {:?} {:?} {:?}", output.color, output.level, output.size, output.state);
    println!("{:?} {:?} {:?} {:?} {:?}", output.mode, output.shade, output.step, output.pause, output.value);
    println!("{:?} {:?} {:?} {:?} {:?}", output.ratio, output.live, output.other, output.severity, output.rank);
    // Values that the document does not have are sent back unchanged.
    let mut call = client.put_enums().null_state().null_step().null_pause();
    call = call.set_color(output.color).set_level(output.level).set_size(output.size);
    call = call.set_mode(output.mode).set_shade(output.shade).set_value(output.value).set_ratio(output.ratio);
    let output = call.live(false).send().await?;
    println!("{:?} {:?} {:?} {:?}", output.step, output.pause, output.value, output.severity);

    let call = client.put_keys().closed([("x-a", Some(1)), ("x-b", None)]).same([("x-a", 1), ("b", 2)]);
    let call = call.open([("x-a", json("1")), ("b", json("\"text\""))]).additional_properties([("y-a", true)]);
    let call = call.position([51.5, 0.0]).pair([json("\"a\""), json("1"), json("true")]);
    let output = call.send().await?;
    println!("{:?} {:?}", output.position, output.pair);
    println!("keys {:?} {:?} {:?} {:?}", output.closed, output.same, output.open, output.additional_properties);

    let tree = Tree::new("root").with_children([Tree::new("leaf").with_children([])]);
    let branch = RecursionBranches::default().with_more([RecursionBranches::default()]);
    let term = TermNot::new(vec![Term::from("a"), TermNot::new("b").into()]);
    let maps = BTreeMap::from([("a".to_owned(), json("{\"b\":{}}"))]);
    let call = client.put_recursion().tree(tree).branches([branch]).term(term).lists([json("[[],[]]")]).maps(maps);
    let output = call.send().await?;
    let tree = output.tree.expect("a tree");
    let grandparent = tree.parent.and_then(|tree| tree.parent).map(|tree| tree.name);
    println!("recursion {} {grandparent:?} {:?}", tree.name, output.branches);
    println!("{:?}\n{:?} {:?}", output.term, output.lists, output.maps);

    let call = client
        .put_formats()
        .at(time("2024-02-29T12:00:00.5Z"))
        .day(date(2024, 2, 29))
        .bytes(Blob::from("hi?"))
        .file(Blob::from("hi"))
        .photo(Blob::from("PNG"))
        .scan(Blob::from("PNG"))
        .page("<p>")
        .feed("<feed/>")
        .token("aGk_")
        .mail("a=3Db")
        .secret("s")
        .small(i32::MIN)
        .large(i64::MAX)
        .unsigned(u64::MAX)
        .single(0.1)
        .double(0.1)
        .id("7c9e6679-7425-40de-944b-e07fc1f90ae7")
        .price("12345678901234567890.10")
        .amount(0.3)
        .whole(5)
        .phone("+441632960000")
        .misspelt("2024-02-29 12:00");
    let output = call.send().await?;
    let text = |bytes: Option<Blob>| String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
    let bytes = [output.bytes, output.file, output.photo, output.scan].map(text);
    println!("formats {:?} {:?} {bytes:?}", output.at, output.day);
    let secret = output.secret.map(|secret| secret.expose().to_owned());
    println!("{:?} {:?} {:?} {:?} {secret:?}", output.page, output.feed, output.token, output.mail);
    println!("{:?} {:?} {:?} {:?} {:?}", output.small, output.large, output.unsigned, output.single, output.double);
    println!("{:?} {:?} {:?} {:?} {:?}", output.id, output.price, output.amount, output.whole, output.phone);
    println!("{:?}", output.misspelt);

    let call = client.put_limits().name("name").count(9).ratio(1.5).tags(["abc"]).sizes([("a", 9)]);
    println!("limits {:?}", call.clone().validate().is_ok());
    let call = call.name("n").count(10).ratio(0.0).tags(["abc", "abcd", "c"]).sizes([("a", 10), ("b", 1)]);
    let call = call.inner(LimitsInner::default().with_name("name"));
    println!("{}", call.clone().validate().unwrap_err().to_string().replace("; ", "\n"));
    let output = call.send().await?;
    println!("{:?} {:?} {:?}", output.name, output.count, output.tags);

    // None of the conditions is met.
    let call = client.put_conditions().code("no").name("root").count(7).tags(["a", "a"]).iban("i");
    println!("conditions {:?}", call.clone().validate().is_ok());
    let output = call.send().await?;
    println!("{:?} {:?} {:?} {:?} {:?}", output.code, output.name, output.count, output.tags, output.card);
    Ok(())
}
