// The service of the guide's examples, which include this file. It is not a module of the crate.

#[allow(dead_code, unused_imports, missing_docs)]
mod example {
    use sdk_runtime::transport::{TransportError, TransportLimits};
    use sdk_runtime::{
        BoxFuture, Client, DecodeError, Error, Method, Operation, OperationMeta, EncodedRequest, Response,
        ServiceClient, ServiceMeta, Transport,
    };

    /// A client as the generator writes it, with one operation.
    #[derive(Debug)]
    pub struct Stages(pub Client);

    impl ServiceClient for Stages {
        const SERVICE: ServiceMeta = ServiceMeta {
            id: "ivs-realtime",
            title: "Amazon IVS RealTime",
            api_version: "2020-07-14",
            endpoint_prefix: "ivsrealtime",
            signing_name: "ivs",
        };
        type Error = Error;

        fn from_runtime(client: Client) -> Self {
            Self(client)
        }
    }

    pub struct GetStage;

    impl Operation for GetStage {
        type Input = String;
        type Output = sdk_runtime::Json;
        type Error = Error;
        const META: OperationMeta = OperationMeta::new("GetStage").read_only();

        fn encode(arn: &String) -> Result<EncodedRequest, Error> {
            EncodedRequest::new(Method::GET).literal("/stages/").label("arn", arn)
        }

        fn decode(response: &Response) -> Result<Self::Output, DecodeError> {
            response.json()
        }
    }

    impl Stages {
        pub async fn get_stage(&self, arn: &str) -> Result<sdk_runtime::Json, Error> {
            let options = sdk_runtime::CallOptions::default();
            self.0.send::<GetStage>(&arn.to_owned(), &options).await
        }
    }

    /// Returns the same response to every request.
    #[derive(Debug)]
    pub struct Always(pub u16, pub &'static str, pub &'static str);

    impl Transport for Always {
        fn send<'a>(
            &'a self,
            _: http::Request<bytes::Bytes>,
            _: TransportLimits,
        ) -> BoxFuture<'a, Result<http::Response<bytes::Bytes>, TransportError>> {
            let response = http::Response::builder()
                .status(self.0)
                .header("x-amzn-requestid", "7a1c")
                .header("x-amzn-errortype", self.1)
                .body(bytes::Bytes::from_static(self.2.as_bytes()))
                .unwrap();
            Box::pin(std::future::ready(Ok(response)))
        }
    }

    /// Runs a future to completion.
    pub fn run<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(work)
    }
}
#[allow(unused_imports)]
use example::*;
