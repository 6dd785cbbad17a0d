//! The command-line client: names, help and forms of values of subcommands and flags.

use super::model::{
    CallCommand, Flag, FlagKind, ListCommand, OperationModule, WaitCommand, WaiterModule,
};
use super::{Context, naming};
use crate::service::{Operation, ShapeKind, Type};
use std::collections::HashMap;

/// The subcommands of all operations and all waiters, in the order of the document.
pub(super) fn lower(
    context: &Context<'_>,
    operations: &[OperationModule],
    waiters: &[WaiterModule],
) -> (Vec<CallCommand>, Vec<WaitCommand>) {
    let all = &context.service.operations;
    let names = naming::calls(operations.iter().map(|module| &module.method));
    let commands = all.iter().zip(&names);
    let commands: HashMap<&str, &str> =
        commands.map(|(operation, name)| (operation.name.as_str(), name.as_str())).collect();
    let help = |text: &Option<String>| context.writer.help(text.as_deref(), &commands);
    let calls = all.iter().zip(operations).zip(&names);
    let calls = calls.map(|((operation, module), name)| {
        let about = help(&operation.documentation);
        let about = about.unwrap_or_else(|| format!("The operation {}.", operation.name));
        CallCommand {
            name: name.clone(),
            about: marked(about, operation.deprecated),
            operation: module.name.clone(),
            feature: None,
            flags: flags(context, operation, module, &help),
            list: list(module),
        }
    });
    let names = naming::waits(waiters.iter().map(|module| &module.module));
    let waits = context.service.waiters.iter().zip(waiters).zip(names);
    let waits = waits.map(|((waiter, module), name)| WaitCommand {
        name,
        about: help(&waiter.documentation)
            .unwrap_or_else(|| format!("The waiter {}.", waiter.name)),
        waiter: module.name.clone(),
        feature: None,
    });
    (calls.collect(), waits.collect())
}

fn flags(
    context: &Context<'_>,
    operation: &Operation,
    module: &OperationModule,
    help: &dyn Fn(&Option<String>) -> Option<String>,
) -> Vec<Flag> {
    let members = operation.input.iter();
    let names = naming::flags(module.input.fields.iter().map(|field| &field.name));
    let rows = members.zip(&module.input.fields).zip(names);
    rows.map(|((member, field), name)| {
        let (element, list) = match member.target.present() {
            Type::List(element) => (&**element, true),
            target => (target, false),
        };
        let (kind, values) = kind(context, element);
        Flag {
            name,
            key: field.key.clone(),
            about: marked(help(&member.documentation).unwrap_or_default(), member.deprecated),
            kind,
            required: member.required && field.constant.is_none(),
            constant: field.constant.clone(),
            list,
            values,
        }
    })
    .collect()
}

/// Help that states whether its subject is deprecated.
fn marked(about: String, is_deprecated: bool) -> String {
    match (is_deprecated, about.as_str()) {
        (false, _) => about,
        (true, "") => "[deprecated]".to_owned(),
        (true, about) => format!("[deprecated] {about}"),
    }
}

/// The form of a value, and the known values of an enum.
fn kind(context: &Context<'_>, target: &Type) -> (FlagKind, Vec<String>) {
    let kind = match target {
        Type::String | Type::Secret => FlagKind::String,
        Type::Boolean => FlagKind::Boolean,
        Type::Integer | Type::Integer32 | Type::Unsigned => FlagKind::Integer,
        Type::Float | Type::Double => FlagKind::Number,
        Type::Timestamp(_) => FlagKind::Timestamp,
        Type::Blob => FlagKind::Blob,
        Type::Stream | Type::SizedStream => FlagKind::Stream,
        Type::Date => FlagKind::Date,
        Type::Json | Type::List(_) => FlagKind::Json,
        // JSON in a string, as it is on the wire.
        Type::JsonString => FlagKind::String,
        Type::Map(_) => FlagKind::Object,
        Type::Nullable(inner) => return self::kind(context, inner),
        Type::Named(id) => match context.service.shapes.get(id).map(|shape| &shape.kind) {
            Some(ShapeKind::Enum(values)) => {
                let values = values.iter().map(|value| value.value.clone());
                // An empty value cannot be shown.
                return (FlagKind::String, values.filter(|value| !value.is_empty()).collect());
            }
            Some(ShapeKind::IntegerEnum(_)) => FlagKind::Integer,
            Some(ShapeKind::OneOf(_)) => FlagKind::Json,
            _ => FlagKind::Object,
        },
    };
    (kind, Vec::new())
}

fn list(module: &OperationModule) -> Option<ListCommand> {
    let pagination = module.pagination.as_ref()?;
    Some(ListCommand { items: pagination.items_key(), token: pagination.token_key() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rust::lower;
    use crate::service::fixture::{member, member_of, operation, service, structure};
    use crate::service::{EnumValue, Member, Service, Shape};

    fn commands(service: &Service) -> Vec<CallCommand> {
        lower(service, "things-sdk").calls
    }

    #[test]
    fn names_do_not_collide_with_those_of_every_client() {
        let names = ["Help", "Wait", "Completions", "GetURL", "match", "builder"];
        let operations = names.map(|name| operation(name, vec![], vec![]));
        let found = commands(&service(operations.to_vec(), vec![]));
        let found: Vec<_> = found.iter().map(|command| command.name.as_str()).collect();
        let expected =
            ["call-help", "call-wait", "call-completions", "get-url", "match", "call-builder"];
        assert_eq!(found, expected);

        let names = ["region", "json", "self", "maxItems", "Help", "verbose", "type"];
        let input = names.map(member).to_vec();
        let found = commands(&service(vec![operation("Put", input, vec![])], vec![]));
        let found: Vec<_> = found[0].flags.iter().map(|flag| flag.name.as_str()).collect();
        let expected = [
            "input-region",
            "input-json",
            "self",
            "input-max-items",
            "input-help",
            "input-verbose",
            "type",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn the_form_of_a_value_follows_its_type() {
        let values = ["A", ""].map(|value| EnumValue {
            value: value.to_owned(),
            name: None,
            documentation: None,
        });
        let state = Shape { kind: ShapeKind::Enum(values.to_vec()), ..structure("State", vec![]) };
        let named = |id: &str| Type::Named(id.to_owned());
        let list = |element| Type::List(Box::new(element));
        let nullable = Type::Nullable(Box::new(Type::Integer));
        let input = [
            (named("State"), "String false A"),
            (list(named("State")), "String true A"),
            (named("Part"), "Object false "),
            (list(list(Type::String)), "Json true "),
            (Type::Map(Box::new(Type::String)), "Object false "),
            (list(nullable), "Integer true "),
            (Type::Nullable(Box::new(list(Type::String))), "String true "),
            (Type::Date, "Date false "),
            (Type::SizedStream, "Stream false "),
            (Type::JsonString, "String false "),
        ];
        for (target, expected) in input {
            let shapes = vec![state.clone(), structure("Part", vec![])];
            let input = vec![member_of("value", target.clone())];
            let found = commands(&service(vec![operation("Put", input, vec![])], shapes));
            let Flag { kind, list, values, .. } = &found[0].flags[0];
            let found = format!("{kind:?} {list} {}", values.join(","));
            assert_eq!(found, expected, "{target:?}");
        }
    }

    #[test]
    fn help_marks_what_is_deprecated() {
        let member = |name: &str| Member { deprecated: true, ..member(name) };
        let documented =
            Member { documentation: Some("Its name. Unique.".to_owned()), ..member("name") };
        let mut put = operation("Put", vec![documented, member("size")], vec![]);
        put.deprecated = true;
        put.documentation = Some("Puts it.".to_owned());
        let found = commands(&service(vec![put], vec![])).remove(0);
        assert_eq!(found.about, "[deprecated] Puts it.");
        let flags: Vec<_> = found.flags.iter().map(|flag| flag.about.as_str()).collect();
        assert_eq!(flags, ["[deprecated] Its name.", "[deprecated]"]);
    }

    #[test]
    fn help_is_the_first_sentence_without_markdown() {
        let about = |documentation: &str| {
            let member = Member { documentation: Some(documentation.to_owned()), ..member("a") };
            let mut put = operation("PutThing", vec![member], vec![]);
            put.documentation = Some(documentation.to_owned());
            let found = commands(&service(vec![put], vec![])).remove(0);
            assert_eq!(found.about, found.flags[0].about);
            found.about
        };
        for (documentation, expected) in [
            ("One. Two.", "One."),
            ("ARN of `PutThing`,\nsee [AWS](https://aws.com). Two.", "ARN of put-thing, see AWS."),
            ("<p>The <code>name</code> of <i>it</i>.</p><p>More.</p>", "The name of it."),
        ] {
            assert_eq!(about(documentation), expected);
        }
    }
}
