//! Between a pair of pipes and the server: the life of the process.
//!
//! The framework would do this part too, but not for every client there is. It ends at the first
//! message it cannot read and at the first panic, waits for ever for a handler that waits for a
//! client that has gone, stays after `exit` until its input closes, and always leaves with code 0.
//! So a thread of our own reads the input and hands on only what the framework can read, a [`Guard`]
//! answers for handlers that panic, and the end of the input, the client's `exit` and the death of
//! the client's process each end the session whatever the handlers do.

mod client_process;
mod frames;
mod gathered;
mod guard;
mod lenient;
mod outlet;
mod surrogates;

use std::io::{BufReader, Read};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncWrite, AsyncWriteExt, DuplexStream};
use tokio::runtime::Handle;
use tokio::sync::Notify;
use tower_lsp::jsonrpc::Request;

use crate::server;
use frames::Frame;
pub(crate) use gathered::stdout;
use guard::Guard;
pub(crate) use lenient::MISUNDERSTOOD;
pub(crate) use outlet::Outlet;

/// How many requests may run at once. A request to cancel another takes one of these places itself,
/// so there must always be a free one.
const CONCURRENT_REQUESTS: usize = 256;

/// How long running requests may go on after the input has ended.
const GRACE: Duration = Duration::from_millis(500);

/// How many bytes of input may wait for the server: a long article in one piece.
const PIPE: usize = 1 << 20;

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client said `shutdown` first.
    Agreed,
    /// It did not.
    Abrupt,
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        match ending {
            Ending::Agreed => ExitCode::SUCCESS,
            Ending::Abrupt => ExitCode::FAILURE,
        }
    }
}

/// What the input says about the life of the session.
#[derive(Default)]
struct Life {
    shutdown_asked: AtomicBool,
    input_ended: Notify,
    client_died: Notify,
}

/// Serves one client until it leaves.
pub async fn serve(
    input: impl Read + Send + 'static,
    output: impl AsyncWrite + Send + 'static,
) -> Ending {
    let life = Arc::new(Life::default());
    let (pipe, messages) = tokio::io::duplex(PIPE);
    let outlet = Outlet::new(output);
    let shared = outlet.shared();
    let (service, socket) = server::service(outlet);
    let mut serving = tokio::spawn(
        tower_lsp::Server::new(messages, shared, socket)
            .concurrency_level(CONCURRENT_REQUESTS)
            .serve(Guard::new(service)),
    );
    read_on_a_thread(input, pipe, Arc::clone(&life));
    tokio::select! {
        // It ends by itself, or panics because the output is gone: either way nobody listens any more.
        _ = &mut serving => {}
        () = life.client_died.notified() => {}
        () = async {
            life.input_ended.notified().await;
            tokio::time::sleep(GRACE).await;
        } => {}
    }
    serving.abort();
    match life.shutdown_asked.load(Ordering::SeqCst) {
        true => Ending::Agreed,
        false => Ending::Abrupt,
    }
}

/// Reads with blocking calls: a thread that waits for input for ever does not keep a process alive.
fn read_on_a_thread(input: impl Read + Send + 'static, pipe: DuplexStream, life: Arc<Life>) {
    let runtime = Handle::current();
    let ended = Arc::clone(&life);
    let started = std::thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read(input, pipe, &life, &runtime));
    if started.is_err() {
        ended.input_ended.notify_one();
    }
}

/// Hands on message after message until the client says `exit` or the input ends.
fn read(input: impl Read, mut pipe: DuplexStream, life: &Arc<Life>, runtime: &Handle) {
    let mut input = BufReader::new(input);
    while let Ok(Some(frame)) = frames::read(&mut input) {
        let (message, is_last) = match frame {
            Frame::Body(body) => match understood(body) {
                Ok((request, body)) => (lenient::framed(&request, body), note(&request, life)),
                Err(error) => (guard::unreadable(&error), false),
            },
            Frame::Unreadable(why) => (guard::unreadable_frame(why), false),
        };
        if runtime.block_on(pipe.write_all(&message)).is_err() || is_last {
            break;
        }
    }
    // Dropping the pipe lets the framework finish; the notice makes sure that it does.
    drop(pipe);
    life.input_ended.notify_one();
}

/// Makes sure that the framework will understand a body. An answer to a question of ours is understood
/// here too, as a request without a method.
fn understood(body: Vec<u8>) -> serde_json::Result<(Request, Vec<u8>)> {
    let error = match serde_json::from_slice(&body) {
        Ok(request) => return Ok((request, body)),
        Err(error) => error,
    };
    let body = surrogates::repaired(&body).ok_or(error)?;
    Ok((serde_json::from_slice(&body)?, body))
}

/// Takes note of what a message means for the session; whether it is the last one.
fn note(request: &Request, life: &Arc<Life>) -> bool {
    match request.method() {
        "initialize" => {
            let id = request.params().and_then(|params| params.get("processId")?.as_i64());
            if let Some(id) = id {
                let life = Arc::clone(life);
                client_process::when_it_ends(id, move || life.client_died.notify_one());
            }
            false
        }
        "shutdown" => {
            life.shutdown_asked.store(true, Ordering::SeqCst);
            false
        }
        "exit" => true,
        _ => false,
    }
}
