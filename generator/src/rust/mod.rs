//! From the service to the Rust crate: chooses every name, type and sentence of the generated crate.
//!
//! Knows Rust's rules for names, the directions in which shapes are used, and how documentation reads in
//! rustdoc. Knows no templates; HTTP bindings are passed on as they are. The later stages
//! make no decisions.

mod collisions;
mod command;
mod constants;
mod docs;
mod error;
mod example;
mod features;
mod guide;
mod model;
mod naming;
mod operation;
mod pagination;
mod server;
mod shapes;
mod usage;
mod waiter;

pub use collisions::{Collision, collisions};
pub(crate) use docs::{member_lines, one_line, shown};
pub(crate) use features::divide;
pub use model::{
    AcceptorPlan, Access, Alternative, ArmBody, CallCommand, Check, Comparison, Constant,
    DecodeStep, Docs, EncodeStep, Enumeration, ErrorDetails, ErrorVariant, EventPlan, ExampleCall,
    ExampleOutput, ExampleSetting, ExampleValue, Field, Flag, FlagKind, Guide, GuideCall, Limits,
    ListCommand, Location, NextPlan, OneOf, OperationModule, PageField, PaginationPlan, Payload,
    Presence, RequestPlan, ResponseBody, ResponsePlan, RustCrate, RustType, ServerType,
    ServerVariable, ServiceFacts, Shown, StatusArm, StatusBody, StatusErrors, StatusRow, Structure,
    TagFeatures, Test, TypeItem, TypeModule, Union, UrlPart, VariableValues, Variant, WaitCommand,
    WaiterModule,
};

use crate::service::{Service, ShapeKind, Type};
use constants::Constants;
use docs::Writer;
use naming::Names;
use server::Servers;
use std::collections::BTreeSet;
use usage::{Boxed, Checked, Floats, Sides, Unhashable};

/// The analyses that all items are lowered with.
struct Context<'a> {
    service: &'a Service,
    names: &'a Names,
    sides: &'a Sides,
    checked: &'a Checked,
    boxed: &'a Boxed,
    unhashable: &'a Unhashable,
    floats: &'a Floats,
    constants: &'a Constants,
    servers: &'a Servers<'a>,
    writer: &'a Writer<'a>,
}

/// Returns the Rust crate of a service. It does not fail: colliding names are made unique. `name` is the name
/// of the package.
pub fn lower(service: &Service, name: &str) -> RustCrate {
    let names = Names::new(service);
    let sides = Sides::new(service);
    let checked = Checked::new(service);
    let boxed = Boxed::new(service);
    let unhashable = Unhashable::new(service);
    let floats = Floats::new(service);
    let constants = Constants::new(service);
    let servers = Servers::new(service);
    let writer = Writer::new(service, &names, &sides);
    let context = Context {
        service,
        names: &names,
        sides: &sides,
        checked: &checked,
        boxed: &boxed,
        unhashable: &unhashable,
        floats: &floats,
        constants: &constants,
        servers: &servers,
        writer: &writer,
    };

    let mut types: Vec<TypeModule> = service
        .shapes
        .values()
        .filter(|shape| sides.is_used(&shape.id))
        .map(|shape| TypeModule {
            example: None,
            feature: None,
            module: names.module_of_type(&shape.id),
            item: match &shape.kind {
                ShapeKind::Structure(members) => {
                    TypeItem::Structure(shapes::structure(&context, shape, members))
                }
                ShapeKind::Union(members) => {
                    TypeItem::Union(shapes::union(&context, shape, members))
                }
                ShapeKind::OneOf(one_of) => {
                    TypeItem::Union(shapes::one_of(&context, shape, one_of))
                }
                ShapeKind::Enum(values) => {
                    TypeItem::Enumeration(shapes::enumeration(&context, shape, values))
                }
                ShapeKind::IntegerEnum(values) => {
                    TypeItem::Enumeration(shapes::integer_enumeration(&context, shape, values))
                }
            },
        })
        .collect();
    let examples = example::Examples::new(service, &names, &types);
    let operations: Vec<OperationModule> = service
        .operations
        .iter()
        .map(|each| {
            let module = operation::lower(&context, each);
            OperationModule { example: examples.call(each, &module), ..module }
        })
        .collect();
    let shapes = service.shapes.values().filter(|shape| sides.is_used(&shape.id));
    let shapes = shapes.map(|shape| examples.of_structure(shape, sides.is_input(&shape.id)));
    let shown: Vec<_> = shapes.collect();
    drop(examples);
    for (module, example) in types.iter_mut().zip(shown) {
        module.example = example;
    }
    let waiters: Vec<WaiterModule> = service
        .waiters
        .iter()
        .zip(naming::waiters(service, &names))
        .map(|(each, names)| waiter::lower(&context, each, names, each.operation.of(&operations)))
        .collect();
    let (calls, waits) = command::lower(&context, &operations, &waiters);
    let errors = service.errors.iter();
    let errors: Vec<ErrorVariant> = errors.map(|each| error::lower(&context, each)).collect();
    let (docs, concepts) = writer.service(service);
    RustCrate {
        name: naming::krate(name),
        package: name.to_owned(),
        // The package may choose another.
        binary: name.to_owned(),
        source: "#".to_owned(),
        docs,
        concepts,
        guide: guide::lower(service, &operations, &errors, &waiters, None),
        features: None,
        service: ServiceFacts {
            id: service.id.clone(),
            title: service.title.clone(),
            api_version: service.api_version.clone(),
            aws: service.aws.clone(),
            base_url: service.base_url(),
            security: service.security.clone(),
            secrets: secrets(service),
        },
        servers: servers.lower(service, &names, &writer),
        operations,
        types,
        errors,
        status_errors: error::by_status(&context),
        error_headers: writer.error_headers(service),
        waiters,
        calls,
        waits,
    }
}

/// The wire names of members that hold secrets, directly or in lists and maps.
fn secrets(service: &Service) -> Vec<String> {
    fn is_secret(target: &Type) -> bool {
        match target {
            Type::Secret => true,
            Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_secret(inner),
            _ => false,
        }
    }
    let shapes = service.shapes.keys();
    let members = shapes.flat_map(|id| usage::members(service, id));
    let calls = service.operations.iter();
    let names: BTreeSet<&String> = members
        .chain(calls.flat_map(|call| call.input.iter().chain(&call.output.members)))
        .filter(|member| member.sensitive || is_secret(&member.target))
        .map(|member| &member.wire_name)
        .collect();
    names.into_iter().cloned().collect()
}
