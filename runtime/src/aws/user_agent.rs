//! The `user-agent` header, in the form that AWS reads in its own logs.

use http::HeaderValue;

use crate::ServiceMeta;

/// `sdk-runtime/0.1.0 ua/2.1 api/ivs-realtime#2020-07-14 os/linux md/arch#x86_64 lang/rust app/shop`
pub(crate) fn user_agent(service: &ServiceMeta, app_id: Option<&str>) -> HeaderValue {
    let mut text = format!(
        "sdk-runtime/{} ua/2.1 api/{}#{} os/{} md/arch#{} lang/rust",
        env!("CARGO_PKG_VERSION"),
        token(service.id),
        token(service.api_version),
        system(),
        std::env::consts::ARCH,
    );
    if let Some(app_id) = app_id {
        text.push_str(" app/");
        text.push_str(&token(app_id));
    }
    // Every character has been checked, so this never falls back.
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("sdk-runtime"))
}

/// The operating system under the names that AWS gives them.
fn system() -> &'static str {
    match std::env::consts::OS {
        name @ ("linux" | "windows" | "macos" | "ios" | "android") => name,
        _ => "other",
    }
}

/// What may not stand in a token of the header becomes `-`.
fn token(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' => character,
            '!' | '$' | '%' | '&' | '\'' | '*' | '+' | '-' | '.' | '^' | '_' | '`' | '|' | '~' => {
                character
            }
            _ => '-',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::user_agent;
    use crate::ServiceMeta;

    #[test]
    fn it_names_library_interface_system_and_application() {
        let service = ServiceMeta {
            id: "ivs-realtime",
            title: "",
            api_version: "2020-07-14",
            endpoint_prefix: "",
            signing_name: "",
        };
        let value = user_agent(&service, Some("my shop\n1"));
        let text = value.to_str().unwrap();
        assert!(text.starts_with("sdk-runtime/"), "{text}");
        assert!(
            text.contains(" ua/2.1 api/ivs-realtime#2020-07-14 os/"),
            "{text}"
        );
        assert!(text.ends_with(" lang/rust app/my-shop-1"), "{text}");
    }
}
