//! An HTTP service on axum whose handlers call Amazon IVS RealTime, with tests on a fake.
//!
//! ```toml
//! [dependencies]
//! axum = "0.8"
//! generated-sdk = { path = "../generated-sdk" }
//! serde = { version = "1", features = ["derive"] }
//! tokio = { version = "1", features = ["macros", "net", "rt-multi-thread"] }
//!
//! [dev-dependencies]
//! generated-sdk = { path = "../generated-sdk", features = ["testing"] }
//! tower = { version = "0.5", features = ["util"] }
//! ```
//!
//! ```sh
//! curl -X POST localhost:3000/rooms -H 'content-type: application/json' -d '{"name": "standup"}'
//! curl -X POST localhost:3000/tokens -H 'content-type: application/json' -d '{"room": "arn:…", "user": "alice"}'
//! curl localhost:3000/rooms
//! ```

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use generated_sdk::{Client, Error, ErrorCode};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let listener = TcpListener::bind("127.0.0.1:3000").await?;
    println!("listening on http://{}", listener.local_addr()?);
    Ok(axum::serve(listener, router(client)).await?)
}

/// The routes. The client is the state of the router: its clones share connections and credentials.
pub fn router(client: Client) -> Router {
    Router::new()
        .route("/rooms", get(list_rooms).post(create_room))
        .route("/tokens", post(create_token))
        .with_state(client)
}

#[derive(Deserialize)]
struct NewRoom {
    name: String,
}

#[derive(Serialize)]
struct Room {
    arn: String,
    name: Option<String>,
}

#[derive(Deserialize)]
struct NewToken {
    room: String,
    user: String,
}

/// The token is a secret of the user, which only this response contains.
#[derive(Serialize)]
struct Token {
    token: String,
}

#[derive(Serialize)]
struct Problem {
    message: String,
}

async fn create_room(
    State(client): State<Client>,
    Json(room): Json<NewRoom>,
) -> Result<(StatusCode, Json<Room>), Failure> {
    let output = client.create_stage().name(room.name).await?;
    let stage = output.stage.unwrap_or_default();
    Ok((StatusCode::CREATED, Json(Room { arn: stage.arn, name: stage.name })))
}

async fn list_rooms(State(client): State<Client>) -> Result<Json<Vec<Room>>, Failure> {
    let mut rooms = Vec::new();
    let mut stages = client.list_stages().items();
    while let Some(stage) = stages.next().await {
        let stage = stage?;
        rooms.push(Room { arn: stage.arn, name: stage.name });
    }
    Ok(Json(rooms))
}

async fn create_token(
    State(client): State<Client>,
    Json(request): Json<NewToken>,
) -> Result<(StatusCode, Json<Token>), Failure> {
    let output = client.create_participant_token(request.room).user_id(request.user).await?;
    let token = output.participant_token.and_then(|token| token.token);
    let token = token.map(|secret| secret.expose().to_owned()).unwrap_or_default();
    Ok((StatusCode::CREATED, Json(Token { token })))
}

/// An error of the SDK as a response. Handlers convert with `?`.
struct Failure(Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let Self(error) = self;
        // The log has operation, code and request id; the caller of this service sees the service's
        // message only if the request was wrong.
        eprintln!("{error}");
        let (status, message) = match error.code() {
            Some(ErrorCode::ResourceNotFound) => (StatusCode::NOT_FOUND, error.message()),
            Some(ErrorCode::Validation) => (StatusCode::BAD_REQUEST, error.message()),
            _ if error.is_retryable() => (StatusCode::SERVICE_UNAVAILABLE, "retry later"),
            _ => (StatusCode::BAD_GATEWAY, "the video service failed"),
        };
        (status, Json(Problem { message: message.to_owned() })).into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::router;
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, StatusCode};
    use generated_sdk::operations::*;
    use generated_sdk::testing::{Fake, Fault};
    use generated_sdk::types::{ParticipantToken, Stage, StageSummary};
    use generated_sdk::{Client, ErrorCode};
    use tower::ServiceExt;

    const ARN: &str = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEf012345";

    /// Sends one request to the router, whose client calls the fake.
    async fn send(fake: &Fake, method: &str, path: &str, body: &str) -> (StatusCode, String) {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("content-type", "application/json")
            .body(Body::from(body.to_owned()))
            .unwrap();
        let response = router(fake.client::<Client>()).oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), 65_536).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_room_is_a_stage() {
        let fake = Fake::new().on::<CreateStage>(|input| {
            let name = input.name.clone().unwrap_or_default();
            Ok(CreateStageOutput::default().with_stage(Stage::new(ARN).with_name(name)))
        });
        let (status, body) = send(&fake, "POST", "/rooms", r#"{"name": "standup"}"#).await;
        assert_eq!(status, StatusCode::CREATED);
        assert_eq!(body, format!(r#"{{"arn":"{ARN}","name":"standup"}}"#));
    }

    #[tokio::test]
    async fn all_pages_of_rooms_are_listed() {
        let pages = [
            ListStagesOutput::new([StageSummary::new("a")]).with_next_token("more"),
            ListStagesOutput::new([StageSummary::new("b")]),
        ];
        let fake = Fake::new().in_order::<ListStages>(pages.map(Ok));
        let (status, body) = send(&fake, "GET", "/rooms", "").await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(body, r#"[{"arn":"a","name":null},{"arn":"b","name":null}]"#);
        assert_eq!(fake.calls::<ListStages>()[1].next_token.as_deref(), Some("more"));
    }

    #[tokio::test]
    async fn a_token_is_created_for_the_user() {
        let fake = Fake::new().on::<CreateParticipantToken>(|_| {
            let token = ParticipantToken::default().with_token("secret");
            Ok(CreateParticipantTokenOutput::default().with_participant_token(token))
        });
        let body = format!(r#"{{"room": "{ARN}", "user": "alice"}}"#);
        let (status, body) = send(&fake, "POST", "/tokens", &body).await;
        assert_eq!(status, StatusCode::CREATED);
        assert_eq!(body, r#"{"token":"secret"}"#);
        let calls = fake.calls::<CreateParticipantToken>();
        assert_eq!(calls[0].stage_arn, ARN);
        assert_eq!(calls[0].user_id.as_deref(), Some("alice"));
    }

    #[tokio::test]
    async fn errors_of_the_service_have_a_status() {
        let cases = [
            (
                Fault::new(ErrorCode::ResourceNotFound).message("no such stage"),
                404,
                "no such stage",
            ),
            (
                Fault::new(ErrorCode::AccessDenied).message("internal"),
                502,
                "the video service failed",
            ),
            (Fault::new("ThrottlingException"), 503, "retry later"),
            (Fault::connection(), 503, "retry later"),
        ];
        for (fault, expected, message) in cases {
            let fake = Fake::new().on::<CreateParticipantToken>(move |_| Err(fault.clone()));
            let body = format!(r#"{{"room": "{ARN}", "user": "alice"}}"#);
            let (status, body) = send(&fake, "POST", "/tokens", &body).await;
            assert_eq!(status.as_u16(), expected, "{body}");
            assert_eq!(body, format!(r#"{{"message":"{message}"}}"#));
        }
    }
}
