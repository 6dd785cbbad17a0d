//! Alternatives, members beside free keys, nullable members, enums and formats.

use super::{check, structure, values};

#[test]
fn alternatives_are_named_and_told_apart() {
    let service = check(
        include_str!("../fixtures/one_of.yaml"),
        &[
            "addPet: POST /pets + body",
            "  pet: Pet!",
            "  label: Label",
            "  filter: AddPetFilter?",
            "  model: AddPetModel",
            "  email: string",
            "  any: json",
            "  metadata: AddPetMetadata",
            "  note: string?",
            "  parent: string?!",
            "  others additionalProperties: {integer}",
            "  -> 200 pets: [Pet], event: Event, tree: Tree, shape: Shape, vehicle: Vehicle, trip: AnswerTrip, when: AnswerWhen, day: date, count: unsigned, label: Label, sizes: [Size], note: string?, \
             others additionalProperties: {json}",
        ],
    );
    let check = |id: &str, expected: &[&str]| assert_eq!(structure(&service, id), expected, "{id}");
    check(
        "Pet",
        &[
            "by kind",
            "Cat: Cat tags cat,kitten,Cat",
            "Dog: Dog tags Dog",
            "Hamster: Hamster tags hamster,Hamster",
        ],
    );
    check("Label", &["Color: Color", "Size: Size", "Boolean: boolean"]);
    check(
        "AddPetFilter",
        &[
            "String: string",
            "StringList: [string]",
            "Range: AddPetFilterRange required from",
            "Exact: AddPetFilterExact constants kind=exact",
        ],
    );
    check(
        "Event",
        &["by type", "Created: Created tags created", "Deleted: Deleted tags deleted,purged"],
    );
    check("Tree", &["String: string", "TreeList: [Tree]"]);
    check("AddPetMetadata", &["StringMap: {string}", "Enum: AddPetMetadataEnum"]);
    check("Shape", &["Circle: Circle required radius", "Square: Square required side"]);
    check("Vehicle", &["Car: VehicleCar required id,doors", "Bike: VehicleBike required id,gears"]);
    check("VehicleCar", &["id: string!", "wheels: integer", "doors: integer!"]);
    check(
        "AnswerTrip",
        &["Object: AnswerTripObject required train", "Object2: AnswerTripObject2 required plane"],
    );
    check("AnswerTripObject2", &["start: string", "plane: string!"]);
    check("AnswerWhen", &["Timestamp: timestamp(datetime)", "Integer: integer", "Date: date"]);
    assert_eq!(values(&service, "AddPetModel"), ["small", "large"]);
    assert_eq!(values(&service, "Size"), ["Small=1", "Medium=2", "Large=3"]);
}
