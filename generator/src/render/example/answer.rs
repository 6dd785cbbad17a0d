//! What an example does with the answer.

use crate::rust::{Answer, Shown};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The call, and what is done with its answer.
pub(super) fn answer(call: &TokenStream, answer: &Answer) -> TokenStream {
    match answer {
        Answer::Success => quote!(#call.send().await?;),
        Answer::Whole => quote! {
            let output = #call.send().await?;
            println!("{output:?}");
        },
        Answer::Items(list, item, part) => {
            let show = show(item, part);
            quote! {
                let mut #list = #call.items();
                while let Some(#item) = #list.next().await {
                    let #item = #item?;
                    #show
                }
            }
        }
        Answer::Pages => quote! {
            let mut pages = #call.pages();
            while let Some(page) = pages.next().await {
                let page = page?;
                println!("{page:?}");
            }
        },
        Answer::Field(field, part) => {
            let show = show_place(&quote!(output.#field), part);
            quote! {
                let output = #call.send().await?;
                #show
            }
        }
        Answer::Maybe(field, part) => {
            let show = show(field, part);
            quote! {
                let output = #call.send().await?;
                if let Some(#field) = output.#field {
                    #show
                }
            }
        }
        Answer::Each(field, item, part) => {
            let show = show(item, part);
            quote! {
                let output = #call.send().await?;
                for #item in output.#field {
                    #show
                }
            }
        }
        Answer::Entries(field, display) => {
            let form = match display {
                true => "{key}: {value}",
                false => "{key}: {value:?}",
            };
            quote! {
                let output = #call.send().await?;
                for (key, value) in output.#field {
                    println!(#form);
                }
            }
        }
        Answer::Bytes(field, true) => quote! {
            let output = #call.send().await?;
            if let Some(stream) = output.#field {
                let bytes = stream.collect().await?;
                println!("{} bytes", bytes.len());
            }
        },
        Answer::Bytes(field, false) => quote! {
            let output = #call.send().await?;
            let bytes = output.#field.collect().await?;
            println!("{} bytes", bytes.len());
        },
    }
}

/// Prints a part of a variable.
fn show(name: &Ident, part: &Shown) -> TokenStream {
    let text = name.to_string();
    // A raw name cannot stand in a format.
    if part.field.is_some() || text.starts_with("r#") {
        return show_place(&quote!(#name), part);
    }
    let form = match part.display {
        true => format!("{{{text}}}"),
        false => format!("{{{text}:?}}"),
    };
    quote!(println!(#form);)
}

/// Prints a part of what stands at a place.
fn show_place(place: &TokenStream, part: &Shown) -> TokenStream {
    let form = match part.display {
        true => "{}",
        false => "{:?}",
    };
    match &part.field {
        Some(field) => quote!(println!(#form, #place.#field);),
        None => quote!(println!(#form, #place);),
    }
}
