//! The seams of `reqsign-core`, filled with this crate's own.

mod command;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqsign_core::{CommandExecute, CommandOutput, Context, Env, FileRead, HttpSend};

use super::hosts::Wishes;
use crate::future::before;
use crate::transport::TransportLimits;
use crate::{Environment, System, Transport};

/// The metadata service is on the same machine or nowhere: no need to wait long.
const LOCAL_CONNECT: Duration = Duration::from_secs(1);
const LOCAL_ANSWER: Duration = Duration::from_secs(2);
/// AWS's token and SSO services.
const REMOTE_ANSWER: Duration = Duration::from_secs(15);
/// Credentials are short; more than this is something else.
const LARGEST_ANSWER: usize = 1024 * 1024;

/// A context whose every way out leads through this crate's seams.
pub(super) fn context(
    environment: Environment,
    profile: Option<String>,
    transport: Arc<dyn Transport>,
    system: Arc<dyn System>,
) -> Context {
    Context::new()
        .with_env(Variables(environment.clone()))
        .with_file_read(Files)
        .with_command_execute(Commands(Arc::clone(&system)))
        .with_http_send(Sender {
            environment,
            profile,
            transport,
            system,
        })
}

#[derive(Debug)]
struct Variables(Environment);

impl Env for Variables {
    fn var(&self, key: &str) -> Option<String> {
        self.0.get(key)
    }

    fn vars(&self) -> HashMap<String, String> {
        self.0.all()
    }

    fn home_dir(&self) -> Option<PathBuf> {
        self.0.home_dir()
    }
}

#[derive(Debug)]
struct Files;

impl FileRead for Files {
    async fn file_read(&self, path: &str) -> reqsign_core::Result<Vec<u8>> {
        // Token files are a few kilobytes, read once in an hour: not worth another thread.
        std::fs::read(path).map_err(|error| {
            reqsign_core::Error::config_invalid(format!("cannot read {path}: {error}"))
        })
    }
}

#[derive(Debug)]
struct Sender {
    environment: Environment,
    profile: Option<String>,
    transport: Arc<dyn Transport>,
    system: Arc<dyn System>,
}

impl HttpSend for Sender {
    async fn http_send(
        &self,
        mut request: http::Request<Bytes>,
    ) -> reqsign_core::Result<http::Response<Bytes>> {
        // None of these requests is signed for a host, so another host may take it.
        let wishes = || Wishes::new(&self.environment, self.profile.as_deref());
        if let Some(uri) = Wishes::instead_of(wishes, request.uri()) {
            *request.uri_mut() = uri.map_err(reqsign_core::Error::config_invalid)?;
            request.headers_mut().remove(http::header::HOST);
        }
        let is_local = request.uri().scheme() == Some(&http::uri::Scheme::HTTP);
        let mut limits = TransportLimits {
            max_response_bytes: LARGEST_ANSWER,
            ..TransportLimits::default()
        };
        let mut patience = REMOTE_ANSWER;
        if is_local {
            limits.connect_timeout = LOCAL_CONNECT;
            patience = LOCAL_ANSWER;
        }
        let host = request.uri().host().unwrap_or_default().to_owned();
        let sending = self.transport.send(request, limits);
        match before(self.system.sleep(patience), sending).await {
            Some(Ok(answer)) => Ok(answer),
            Some(Err(error)) => Err(reqsign_core::Error::unexpected(error.to_string())),
            None => Err(reqsign_core::Error::unexpected(format!(
                "{host} gave no answer within {patience:?}"
            ))),
        }
    }
}

#[derive(Debug)]
struct Commands(Arc<dyn System>);

impl CommandExecute for Commands {
    async fn command_execute<'a>(
        &'a self,
        program: &'a str,
        arguments: &'a [&'a str],
    ) -> reqsign_core::Result<CommandOutput> {
        command::run(&*self.0, program, arguments).await
    }
}
