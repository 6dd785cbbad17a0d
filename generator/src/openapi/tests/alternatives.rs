//! Alternatives, members beside free keys, nullable members, enums and formats.

use super::{check, read, service, structure, values};

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
            "  labels: AddPetLabels",
            "  goals: [Goal]",
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
            "Cat: Cat tags cat,kitten,Cat required kind",
            "Dog: Dog tags Dog required kind",
            "Hamster: Hamster tags hamster,Hamster required kind",
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
        &[
            "by type",
            "Created: Created tags created required type",
            "Deleted: Deleted tags deleted,purged required type",
        ],
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

#[test]
fn constants_and_required_members_tell_alternatives_apart() {
    let service = check(
        include_str!("../fixtures/one_of_constants.yaml"),
        &[
            "use: POST /use + body",
            "  tool: Tool",
            "  animal: Animal",
            "  record: RequestRecord",
            "  draft: RequestDraft",
            "  note: RequestNote",
            "  -> 200 size: Size, reply: Reply, list: AnswerList, event: Event, level: AnswerLevel",
        ],
    );
    let check = |id: &str, expected: &[&str]| assert_eq!(structure(&service, id), expected, "{id}");
    // Without a mapping, the values of the schema's own enum; its name only beside them.
    check(
        "Tool",
        &[
            "by type",
            "Search: Search tags search,search_2025,Search required type",
            "Run: Run tags run,Run required type",
        ],
    );
    // Values that all have tell nothing, and their names are none of them.
    check("Animal", &["Cow: Cow required species,milk", "Hen: Hen required species,eggs"]);
    // Alternatives without a name in the document have no value of the discriminator.
    check(
        "RequestRecord",
        &[
            "RequestRecord0: RequestRecord0 required type,data",
            "RequestRecord1: RequestRecord1 required type,ttl",
        ],
    );
    check(
        "RequestNote",
        &[
            "by type",
            "RequestNote0: RequestNote0 required type",
            "Record: Record tags Record required type",
        ],
    );
    // Tags are strings.
    check(
        "Size",
        &["Small: Small constants t=1 required t,id", "Large: Large constants t=2 required t,id"],
    );
    check(
        "Reply",
        &[
            "Done: Done constants ok=true required ok,id",
            "Failed: Failed constants ok=false required ok,error",
        ],
    );
    check("AnswerList", &["StringList: [string]", "Wrap: Wrap constants kind=wrap required w"]);
    // An optional tag.
    check("Event", &["by name", "Made: Made tags made required id", "Lost: Lost tags lost"]);
    check("AnswerLevel", &["Level: Level", "Rank: Rank"]);
}

#[test]
fn tags_are_those_of_defaults_and_examples_in_another_spelling() {
    let record = |kind: &str| {
        format!("{{type: object, properties: {{kind: {kind}, size: {{type: integer}}}}}}")
    };
    let schemas = [
        ("CallRecord", "{type: string, default: call_record}"),
        ("Message", "{type: string, default: sms}"),
        ("Note", "{type: string, example: note}"),
        // Of another alternative, and of none.
        ("Fax", "{type: string, example: note}"),
        ("Mail", "{type: string, example: letter}"),
        // The name of another alternative.
        ("Letter", "{type: string, default: Mail}"),
    ];
    let references = schemas.map(|(name, _)| format!("{{$ref: '#/components/schemas/{name}'}}"));
    let schemas: String =
        schemas.iter().map(|(name, kind)| format!("    {name}: {}\n", record(kind))).collect();
    let text = format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths:\n  /a:\n    \
         get: {{operationId: getA, responses: {{'200': {{description: A., content: {{application/json: {{schema: \
         {{$ref: '#/components/schemas/Any'}}}}}}}}}}}}\ncomponents:\n  schemas:\n    \
         Any: {{oneOf: [{}], discriminator: {{propertyName: kind}}}}\n{schemas}",
        references.join(", ")
    );
    let service = service(&text);
    let expected = [
        "by kind",
        "CallRecord: CallRecord tags call_record,CallRecord required kind",
        "Message: Message tags sms,Message required kind",
        "Note: Note tags note,Note required kind",
        "Fax: Fax tags Fax required kind",
        "Mail: Mail tags Mail required kind",
        "Letter: Letter tags Letter required kind",
    ];
    assert_eq!(structure(&service, "Any"), expected);
}

#[test]
fn values_of_a_discriminator_for_no_schema_are_reported_in_one_line() {
    let fixture = include_str!("../fixtures/one_of.yaml");
    let mapping = "kitten: Cat}";
    assert!(fixture.contains(mapping));
    let with = |more: &str| read(&fixture.replace(mapping, &format!("kitten: Cat{more}}}"))).1;
    assert_eq!(with(", tom: '#/components/schemas/Cat'"), []);
    let found = with(", lion: '#/components/schemas/Lion', lynx: Lynx, puma: puma.yaml");
    let [warning] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(warning.code, "unknown-mapping");
    assert_eq!(
        warning.found,
        "`#/components/schemas/Lion` in the mapping of a discriminator, which does not exist, and 2 more"
    );
    let pointer = warning.pointer.as_ref().map(ToString::to_string).unwrap_or_default();
    assert!(pointer.ends_with("/discriminator/mapping/lion"), "{pointer}");
}

#[test]
fn alternatives_that_add_to_a_schema_have_its_values_of_the_discriminator() {
    let fixture = include_str!("../fixtures/one_of.yaml");
    let (version, cat) = ("openapi: 3.0.3", "oneOf: [{$ref: '#/components/schemas/Cat'}, ");
    assert!(fixture.contains(version) && fixture.contains(cat));
    for (to_version, refined) in [
        (version, "{allOf: [{$ref: '#/components/schemas/Cat'}, {required: [lives]}]}"),
        ("openapi: 3.1.0", "{$ref: '#/components/schemas/Cat', required: [lives]}"),
    ] {
        let text = fixture.replace(cat, &format!("oneOf: [{refined}, "));
        let pets = service(&text.replace(version, to_version));
        let expected = [
            "by kind",
            "Pet0: Pet0 tags cat,kitten,Pet0 required kind",
            "Dog: Dog tags Dog required kind",
            "Hamster: Hamster tags hamster,Hamster required kind",
        ];
        assert_eq!(structure(&pets, "Pet"), expected, "{refined}");
        let unmapped =
            text.replace(", mapping: {cat: '#/components/schemas/Cat', kitten: Cat}", "");
        let pets = service(&unmapped.replace(version, to_version));
        let first = &structure(&pets, "Pet")[1];
        assert_eq!(first, "Pet0: Pet0 tags Cat,Pet0 required kind", "{refined}");
    }
}
