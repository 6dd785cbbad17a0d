//! `Operation::decode`: from a response to an output.

use crate::rust::{
    ArmBody, DecodeStep, Field, OperationModule, Payload, Presence, ResponseBody, ResponsePlan,
    RustType, StatusArm,
};
use crate::service::StatusRange;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

/// The statements of `decode`, of type `Result<Output, DecodeError>`.
pub(super) fn body(operation: &OperationModule) -> TokenStream {
    let name = &operation.output.name;
    decoded(quote!(#name), &operation.output.fields, &operation.response)
}

/// The statements that decode a response into a structure with these fields.
pub(super) fn decoded(name: TokenStream, fields: &[Field], plan: &ResponsePlan) -> TokenStream {
    let (body, steps) = (&plan.body, &plan.steps);
    let field = |at: usize| &fields[at];
    let bound = steps.iter().map(|step| {
        let (field, value) = match step {
            DecodeStep::Header { key, field: at } => {
                let field = field(*at);
                (field, header(key, field, plan.lenient))
            }
            DecodeStep::PrefixHeaders { prefix, field: at } => {
                (field(*at), quote!(response.prefixed_headers(#prefix)))
            }
            DecodeStep::Status { field: at } => {
                (field(*at), quote!(response.status.as_u16().into()))
            }
        };
        let is_whole = !matches!(step, DecodeStep::Header { .. });
        let value = match (is_whole, field.presence) {
            (true, Presence::Optional) => quote!(Some(#value)),
            _ => value,
        };
        (&field.name, value)
    });
    let (names, values): (Vec<_>, Vec<_>) = bound.unzip();
    let source = source(plan.requires_body);
    match body {
        ResponseBody::Json if steps.is_empty() => quote!(#source.json()),
        ResponseBody::Json => quote! {
            let mut output: #name = #source.json()?;
            #(output.#names = #values;)*
            Ok(output)
        },
        ResponseBody::Nothing if steps.is_empty() => quote!(Ok(#name::default())),
        ResponseBody::Nothing => quote!(Ok(#name { #(#names: #values),* })),
        ResponseBody::Payload { field: at, form } => {
            let field = field(*at);
            let (payload, value) = (&field.name, payload(field, *form));
            quote!(Ok(#name { #payload: #value, #(#names: #values),* }))
        }
        ResponseBody::ByStatus { field: at, union, arms } => {
            let field = field(*at);
            let (payload, value) = (&field.name, by_status(field, union, arms));
            quote!(Ok(#name { #payload: #value, #(#names: #values),* }))
        }
    }
}

/// The response, or an error if its body is empty and must not be.
fn source(requires_body: bool) -> TokenStream {
    match requires_body {
        true => quote!(response.with_body()?),
        false => quote!(response),
    }
}

/// The value of a member that is a union of the bodies of several statuses.
fn by_status(field: &Field, union: &Ident, arms: &[StatusArm]) -> TokenStream {
    let optional = field.presence == Presence::Optional;
    let some = |value: TokenStream| match optional {
        true => quote!(Some(#value)),
        false => value,
    };
    let mut has_default = false;
    let rows = arms.iter().map(|StatusArm { status, body }| {
        let pattern = match status {
            StatusRange::Code(code) => {
                let code = Literal::u16_unsuffixed(*code);
                quote!(#code)
            }
            StatusRange::Class(class) => {
                let first = Literal::u16_unsuffixed(class * 100);
                let last = Literal::u16_unsuffixed(class * 100 + 99);
                quote!(#first..=#last)
            }
            StatusRange::Default => {
                has_default = true;
                quote!(_)
            }
        };
        let value = match body {
            Some(ArmBody { variant, form, boxed, nullable, requires_body }) => {
                let source = source(*requires_body);
                let value = match form {
                    Payload::Json | Payload::Structure if *nullable => {
                        quote!(response.json_payload()?)
                    }
                    Payload::Json | Payload::Structure => {
                        quote!(#source.json_payload()?.unwrap_or_default())
                    }
                    Payload::JsonOrText if *nullable => quote!(response.string_payload()?),
                    Payload::JsonOrText => {
                        quote!(response.string_payload()?.unwrap_or_default())
                    }
                    Payload::Text => quote!(response.text()?.into()),
                    Payload::Raw | Payload::Stream | Payload::SizedStream => {
                        quote!(response.blob())
                    }
                };
                let value = if *boxed { quote!(Box::new(#value)) } else { value };
                some(quote!(types::#union::#variant(#value)))
            }
            None => quote!(None),
        };
        quote!(#pattern => #value,)
    });
    let rows: Vec<_> = rows.collect();
    let other = (!has_default).then(|| {
        let value = some(quote! {
            types::#union::Unknown(status.to_string(), response.json_payload()?.unwrap_or_default())
        });
        quote!(status => #value,)
    });
    quote!(match response.status.as_u16() { #(#rows)* #other })
}

/// The body of `attach_body` if the response is a stream: it sets the member of `output` to `stream`.
pub(super) fn attachment(operation: &OperationModule) -> Option<TokenStream> {
    let ResponseBody::Payload { field: at, form: Payload::Stream } = &operation.response.body
    else {
        return None;
    };
    let field = &operation.output.fields[*at];
    let name = &field.name;
    let value = match field.presence {
        Presence::Optional => quote!(Some(stream)),
        Presence::Required | Presence::EmptyWhenAbsent => quote!(stream),
    };
    Some(quote!(output.#name = #value;))
}

/// Whether `decode` does not use the response.
pub(super) fn is_constant(operation: &OperationModule) -> bool {
    operation.response.body == ResponseBody::Nothing && operation.response.steps.is_empty()
}

/// The value of a member that is the whole body.
fn payload(field: &Field, form: Payload) -> TokenStream {
    let optional = field.presence == Presence::Optional;
    let value = match form {
        Payload::Raw if optional => return quote!(response.blob_payload()),
        Payload::Text if optional => return quote!(response.text_payload()?),
        Payload::Json | Payload::Structure if optional => {
            return quote!(response.json_payload()?);
        }
        Payload::JsonOrText if optional => return quote!(response.string_payload()?),
        Payload::JsonOrText => return quote!(response.string_payload()?.unwrap_or_default()),
        Payload::Json | Payload::Structure => {
            return quote!(response.json_payload()?.unwrap_or_default());
        }
        Payload::Stream | Payload::SizedStream => quote!(response.blob().into()),
        Payload::Raw => quote!(response.blob()),
        Payload::Text => quote!(response.text()?.into()),
    };
    match optional {
        true => quote!(Some(#value)),
        false => value,
    }
}

/// The value of a member that is bound to a header; `lenient` if that of another type is absent.
fn header(key: &str, field: &Field, lenient: bool) -> TokenStream {
    let value = |result: TokenStream| match lenient {
        true => quote!(#result.unwrap_or_default()),
        false => quote!(#result?),
    };
    let value = match &field.ty {
        RustType::Vec(element) => {
            let elements = match **element {
                RustType::String | RustType::Secret | RustType::Named(_) => {
                    quote!(response.header_list(#key))
                }
                RustType::Timestamp(_) => value(quote!(response.timestamp_header_list(#key))),
                RustType::Blob => value(quote!(response.blob_header_list(#key))),
                RustType::JsonString => value(quote!(response.json_header_list(#key))),
                _ => value(quote!(response.parsed_header_list(#key))),
            };
            return match field.presence {
                Presence::Optional => quote!(Some(#elements)),
                Presence::Required | Presence::EmptyWhenAbsent => elements,
            };
        }
        RustType::Timestamp(_) => value(quote!(response.timestamp_header(#key))),
        RustType::JsonString | RustType::Json => value(quote!(response.json_header(#key))),
        RustType::String | RustType::Secret | RustType::Named(_) => {
            quote!(response.header(#key))
        }
        RustType::Blob => value(quote!(response.blob_header(#key))),
        _ => value(quote!(response.parsed_header(#key))),
    };
    match field.presence {
        Presence::Optional => value,
        Presence::Required | Presence::EmptyWhenAbsent => quote!(#value.unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::format::statements;
    use crate::rust::lower;
    use crate::service::fixture::{bound, member, operation, service};
    use crate::service::{Binding, Member};

    #[track_caller]
    fn check(output: Vec<Member>, expected: &str) {
        let krate = lower(&service(vec![operation("GetThing", vec![], output)], vec![]), "a");
        let lines = statements(body(&krate.operations[0])).expect("they are statements");
        assert_eq!(lines.join("\n"), expected);
    }

    #[test]
    fn the_body_is_decoded_before_headers_and_status() {
        check(vec![], "Ok(GetThingOutput::default())");
        check(vec![member("name")], "response.json()");
        check(
            vec![member("name"), bound("etag", Binding::Header)],
            r#"let mut output: GetThingOutput = response.json()?;
output.etag = response.header("etag").unwrap_or_default();
Ok(output)"#,
        );
        let payload = Member { binding: Binding::Payload, ..member("text") };
        check(vec![payload], "Ok(GetThingOutput {\n    text: response.text_payload()?,\n})");
    }
}
