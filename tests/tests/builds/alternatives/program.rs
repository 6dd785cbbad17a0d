//! Calls the server whose URL is the first argument, and prints what it reads.

use sdk::Client;
use sdk::types::{
    AddPetFilter, AddPetFilterRange, AddPetModel, AnswerWhen, Cat, Color, Dog, Event, Goal, Label, Pet, Shape, Size,
};
use sdk_runtime::Json;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url = std::env::args().nth(1).expect("a URL");
    let client = Client::builder().endpoint_url(url).build()?;

    // The value of the discriminator is written, a required member that has no value is null.
    let output = client
        .add_pet(Cat::new("", "Tom"), None)
        .label(Size::Medium)
        .filter(AddPetFilterRange::new(1))
        .additional_properties([("weight", 3)])
        .send()
        .await?;
    let [tom, bird, rex] = output.pets.as_slice() else { panic!("{output:?}") };
    println!("tom {:?} bird {} rex {}", tom.as_cat().map(|cat| cat.lives), matches!(bird, Pet::Unknown(_)), rex.is_dog());
    let shape = output.shape.as_ref().and_then(Shape::as_circle).map(|circle| circle.radius);
    let vehicle = output.vehicle.as_ref().and_then(|vehicle| vehicle.as_bike()).map(|bike| bike.gears);
    let tree = output.tree.as_ref().and_then(|tree| tree.as_tree_list()).map_or(0, Vec::len);
    println!("event {} tree {tree} shape {shape:?} vehicle {vehicle:?}", output.event.as_ref().is_some_and(Event::is_deleted));
    let day = output.day.expect("a day");
    println!("when {} day {day} count {}", output.when.as_ref().is_some_and(AnswerWhen::is_date), output.count.unwrap_or_default());
    println!(
        "label {:?} sizes {:?} note {:?} extra {}",
        output.label.as_ref().and_then(Label::as_size),
        output.sizes,
        output.note,
        output.additional_properties["extra"],
    );

    // What is unknown is sent back unchanged.
    let output = client
        .add_pet(bird.clone(), Some("p".to_owned()))
        .label(Color::from("blue"))
        .null_filter()
        .model(AddPetModel::from("huge"))
        .null_note()
        .send()
        .await?;
    let (Some(Event::Unknown(event)), Some(Shape::Unknown(shape))) = (&output.event, &output.shape) else {
        panic!("{output:?}");
    };
    println!("unknown event {event} shape {shape}");
    let tree = serde_json::to_value(&output.tree)?;
    println!(
        "label {:?} when {:?} day {:?} tree {tree}",
        output.label.as_ref().and_then(Label::as_color),
        output.when.as_ref().and_then(AnswerWhen::as_integer),
        output.day
    );

    let call = client.add_pet(Dog::new("Rex"), None).note("n").filter(AddPetFilter::from(vec!["a".to_owned()]));
    call.send().await?;
    // Literals and arrays in place of the variants.
    let call = client.add_pet(Dog::new("Rex"), None).filter("a").metadata([("order", "1")]);
    call.send().await?;
    let long = || Goal::Name("twelve chars".to_owned());
    let call = client.add_pet(Pet::Unknown(Json::Null), None).note("twelve chars");
    if let Err(violations) = call.goals([Goal::Free(true), Goal::All(vec![long(), long()])]).validate() {
        println!("too long {violations}");
    }
    println!("filter {}", serde_json::to_string(&AddPetFilter::from("a"))?);
    let json = serde_json::to_value(&output)?;
    println!("stored {}", serde_json::from_value::<sdk::operations::AddPetOutput>(json)? == output);
    Ok(())
}
