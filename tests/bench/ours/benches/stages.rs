//! The stages of a call in-process (encode, sign, decode), and a whole call over loopback.
//!
//! `cargo bench -p bench-ours` in `tests/bench`; `cargo xtask bench --only stages` writes the medians
//! to `BENCHMARKS.md`.

#[path = "../composition.rs"]
mod composition;

use std::hint::black_box;
use std::{io, thread};

use bench_common::{ACCESS_KEY_ID, IDEMPOTENCY_TOKEN, PAGE_SIZE, REGION, SECRET_ACCESS_KEY};
use bench_common::{STAGE_ARN, server, tags};
use bytes::Bytes;
use criterion::{Criterion, criterion_group, criterion_main};
use generated_sdk::operations::{
    GetStage, GetStageInput, ListStages, ListStagesInput, StartComposition, StartCompositionInput,
};
use generated_sdk::runtime::sign::{
    PayloadHash, SigningKeyCache, SigningOptions, SigningParams, sign_headers,
};
use generated_sdk::runtime::{EncodedRequest, Operation, Response};
use generated_sdk::{Client, Credentials};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};
use jiff::Timestamp;
use tokio::runtime::Builder;

criterion_group!(benches, stages, loopback);
criterion_main!(benches);

fn stages(criterion: &mut Criterion) {
    operation::<GetStage>(criterion, "GetStage", &GetStageInput::new(STAGE_ARN));
    let mut input = ListStagesInput::default();
    input.max_results = Some(PAGE_SIZE.into());
    operation::<ListStages>(criterion, "ListStages", &input);
    let mut input = StartCompositionInput::new(STAGE_ARN, composition::destinations());
    input.idempotency_token = Some(IDEMPOTENCY_TOKEN.to_owned());
    input.layout = Some(composition::layout());
    input.tags = Some(tags().collect());
    operation::<StartComposition>(criterion, "StartComposition", &input);
}

fn operation<O: Operation>(criterion: &mut Criterion, name: &str, input: &O::Input) {
    let mut group = criterion.benchmark_group(name);
    group.bench_function("encode", |bencher| {
        bencher.iter(|| O::encode(black_box(input)).expect("the input is valid"));
    });
    let request = O::encode(input).expect("the input is valid");
    group.bench_function("sign", |bencher| {
        let mut headers = headers(&request);
        let keys = SigningKeyCache::default();
        let params = SigningParams {
            credentials: &Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None),
            region: REGION,
            service: "ivs",
            time: Timestamp::UNIX_EPOCH,
            options: SigningOptions::default(),
            keys: &keys,
        };
        let uri = format!("http://127.0.0.1:8080{}", request.path_and_query);
        let uri: Uri = uri.parse().expect("the URI is valid");
        bencher.iter(|| {
            let payload = PayloadHash::of(black_box(&request.body));
            sign_headers(&request.method, &uri, &mut headers, &payload, &params)
                .expect("the request can be signed");
        });
    });
    let body = server::RESPONSES.iter().find(|(path, _)| *path == request.path_and_query);
    let response = Response {
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: Bytes::from_static(body.expect("each operation has a response").1.as_bytes()),
    };
    group.bench_function("decode", |bencher| {
        bencher.iter(|| O::decode(black_box(&response)).expect("the response is valid"));
    });
}

/// The headers of a request as the client sends it.
fn headers(request: &EncodedRequest) -> HeaderMap {
    let mut headers = request.headers.clone();
    for (name, value) in [
        ("host", "127.0.0.1:8080"),
        ("user-agent", "bench"),
        ("amz-sdk-invocation-id", "0f8fad5b-d9cb-469f-a165-70867728950e"),
        ("amz-sdk-request", "attempt=1; max=3"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
}

fn loopback(criterion: &mut Criterion) {
    let runtime = || Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let endpoint = format!("http://{}", listener.local_addr().expect("it has an address"));
    thread::spawn(move || -> io::Result<()> {
        listener.set_nonblocking(true)?;
        runtime().block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener)?;
            server::serve(listener, None).await
        })
    });
    let client = Client::builder()
        .region(REGION)
        .credentials(Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY, None))
        .endpoint_url(&endpoint)
        .build()
        .expect("the configuration is complete");
    let runtime = runtime();
    criterion.benchmark_group("GetStage").bench_function("call", |bencher| {
        bencher.iter(|| runtime.block_on(client.get_stage(STAGE_ARN).send()).expect("it succeeds"));
    });
}
