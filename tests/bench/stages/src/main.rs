//! Encoding, signing or decoding alone, so often, to be counted instruction by instruction.
//!
//! `bench-stages STAGE WORK TIMES`, with STAGE `encode`, `sign` or `decode`, and WORK `get-stage`,
//! `list-stages` or `start-composition`. Whatever the program needs besides is the same for every TIMES, so
//! two counts give those of one time:
//!
//! ```sh
//! valgrind --tool=callgrind --callgrind-out-file=/dev/null bench-stages sign get-stage 1000  # Collected : a
//! valgrind --tool=callgrind --callgrind-out-file=/dev/null bench-stages sign get-stage 3000  # Collected : b
//! ```
//!
//! One signature takes (b - a) / 2000 instructions. The counts of two runs differ by less than one in
//! a thousand, on a busy machine as on an idle one.

use std::hint::black_box;
use std::process::ExitCode;

use bench_common::Problem;
use bench_common::work::{
    ACCESS_KEY_ID, IDEMPOTENCY_TOKEN, PAGE_SIZE, REGION, SECRET_ACCESS_KEY, STAGE_ARN, tags,
};
use bench_ours::{destinations, layout};
use bench_server::Answers;
use bytes::Bytes;
use generated_sdk::Credentials;
use generated_sdk::operations::{
    GetStage, GetStageInput, ListStages, ListStagesInput, StartComposition, StartCompositionInput,
};
use generated_sdk::runtime::sign::{
    PayloadHash, SigningKeyCache, SigningOptions, SigningParams, sign_headers,
};
use generated_sdk::runtime::{Operation, Request, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use jiff::Timestamp;

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String]) -> Result<(), Problem> {
    let [stage, work, times] = words else {
        return Err("bench-stages encode|sign|decode WORK TIMES".into());
    };
    let times = times.parse()?;
    match work.as_str() {
        "get-stage" => repeat::<GetStage>(stage, &GetStageInput::new(STAGE_ARN), times),
        "list-stages" => {
            let mut input = ListStagesInput::default();
            input.max_results = Some(PAGE_SIZE.into());
            repeat::<ListStages>(stage, &input, times)
        }
        "start-composition" => {
            let mut input = StartCompositionInput::new(STAGE_ARN, destinations());
            input.idempotency_token = Some(IDEMPOTENCY_TOKEN.to_owned());
            input.layout = Some(layout());
            input.tags = Some(tags().collect());
            repeat::<StartComposition>(stage, &input, times)
        }
        _ => Err(format!("`{work}` is no work that is known").into()),
    }
}

fn repeat<O: Operation>(stage: &str, input: &O::Input, times: u32) -> Result<(), Problem> {
    let request = O::encode(input)?;
    match stage {
        "encode" => {
            for _ in 0..times {
                black_box(O::encode(black_box(input))?);
            }
        }
        "sign" => sign(&request, times)?,
        "decode" => {
            let response = response(&request.path_and_query)?;
            for _ in 0..times {
                black_box(O::decode(black_box(&response))?);
            }
        }
        _ => return Err(format!("`{stage}` is no stage that is known").into()),
    }
    Ok(())
}

/// Hashes the body and signs, as each call does, with the key of the day at hand.
fn sign(request: &Request, times: u32) -> Result<(), Problem> {
    let uri: Uri = format!("http://127.0.0.1:8080{}", request.path_and_query).parse()?;
    let mut headers = request.headers.clone();
    for (name, value) in [
        ("host", "127.0.0.1:8080"),
        ("user-agent", "bench-stages"),
        (
            "amz-sdk-invocation-id",
            "0f8fad5b-d9cb-469f-a165-70867728950e",
        ),
        ("amz-sdk-request", "attempt=1; max=3"),
    ] {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    let keys = SigningKeyCache::default();
    let params = SigningParams {
        credentials: &Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None),
        region: REGION,
        service: "ivs",
        time: Timestamp::from_second(1_795_420_800)?,
        options: SigningOptions::default(),
        keys: &keys,
    };
    for _ in 0..times {
        let payload = PayloadHash::of(black_box(&request.body));
        sign_headers(&request.method, &uri, &mut headers, &payload, &params)?;
        black_box(&headers);
    }
    Ok(())
}

/// The server's answer, as the transport would hand it over.
fn response(path: &str) -> Result<Response, Problem> {
    let answers = Answers::default();
    let answer = answers.to(path);
    let end = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .ok_or("an answer without an end")?;
    Ok(Response {
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: Bytes::copy_from_slice(&answer[end + 4..]),
    })
}
