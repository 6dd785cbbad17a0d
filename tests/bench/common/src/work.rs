//! What is called, and with what: the same in every program.

use std::str::FromStr;

/// The region of every client.
pub const REGION: &str = "us-east-1";
/// The access key of every client: the one of AWS's documentation.
pub const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
/// Its secret.
pub const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
/// The stage of GetStage and StartComposition.
pub const STAGE_ARN: &str = "arn:aws:ivs:us-east-1:123456789012:stage/AbCdEfGhIjKl";
/// The channel that the composition goes to.
pub const CHANNEL_ARN: &str = "arn:aws:ivs:us-east-1:123456789012:channel/MnOpQrStUvWx";
/// The encoder of both of the composition's destinations.
pub const ENCODER_ARN: &str =
    "arn:aws:ivs:us-east-1:123456789012:encoder-configuration/a1B2c3D4e5F6";
/// The store of the composition's recording.
pub const STORAGE_ARN: &str =
    "arn:aws:ivs:us-east-1:123456789012:storage-configuration/g7H8i9J0k1L2";
/// How many stages ListStages asks for.
pub const PAGE_SIZE: u8 = 50;
/// The token of StartComposition. Given, so that no client spends time on making one.
pub const IDEMPOTENCY_TOKEN: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";

/// The composition's tags, as many as the service takes: `tag-07` is `value of tag 07`.
pub fn tags() -> impl Iterator<Item = (String, String)> {
    (0..50).map(|number| {
        (
            format!("tag-{number:02}"),
            format!("value of tag {number:02}"),
        )
    })
}

/// What a program does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    GetStage,
    ListStages,
    StartComposition,
    /// One call, then nothing: what a client needs that is there.
    Idle,
    /// GetStage for some seconds.
    Throughput,
}

impl Work {
    /// The number that each call has to give, by the server's answers.
    pub(crate) fn expected(self) -> usize {
        match self {
            Self::GetStage | Self::Idle | Self::Throughput => "the stage of the bench".len(),
            Self::ListStages => usize::from(PAGE_SIZE) * 3,
            Self::StartComposition => 50,
        }
    }
}

impl FromStr for Work {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Ok(match name {
            "get-stage" => Self::GetStage,
            "list-stages" => Self::ListStages,
            "start-composition" => Self::StartComposition,
            "idle" => Self::Idle,
            "throughput" => Self::Throughput,
            _ => return Err(format!("`{name}` is no work that is known")),
        })
    }
}
