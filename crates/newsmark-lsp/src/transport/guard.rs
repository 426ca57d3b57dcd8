//! Answers in the server's place: for a handler that panicked, and for a message nobody could read.
//!
//! A panic is our mistake, not the writer's: one request fails, the documents stay. What could not be
//! read travels through the server as a message of its own, so that all answers leave through one
//! door and never in the middle of each other. A question that nobody has to understand, because its name begins
//! with `$/`, is refused: the framework would say nothing, and whoever asked would wait for ever.

use std::future::{Future, poll_fn, ready};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use serde_json::{Value, json};
use tower::Service;
use tower_lsp::jsonrpc::{Error, ErrorCode, Id, Request, Response};

use super::frames;

/// The name under which an unreadable message travels; `params` is the error to answer.
const UNREADABLE: &str = "$/newsmark/unreadable";

/// A service whose handlers may panic.
pub(super) struct Guard<S> {
    service: S,
}

impl<S> Guard<S> {
    pub(super) fn new(service: S) -> Guard<S> {
        Guard { service }
    }
}

impl<S> Service<Request> for Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Send + 'static,
{
    type Response = Option<Response>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.service.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if request.method() == UNREADABLE {
            let error = unreadable_error(request.params());
            return Box::pin(ready(Ok(Some(Response::from_error(Id::Null, error)))));
        }
        let id = request.id().cloned();
        if let Some(id) = id.clone().filter(|_| request.method().starts_with("$/")) {
            let error = Error::method_not_found();
            return Box::pin(ready(Ok(Some(Response::from_error(id, error)))));
        }
        let method = request.method().to_owned();
        let mut answer = Box::pin(self.service.call(without_empty_params(request)));
        Box::pin(poll_fn(move |context| {
            let polled = catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context)));
            polled.unwrap_or_else(|_| {
                Poll::Ready(Ok(id.clone().map(|id| Response::from_error(id, panicked(&method)))))
            })
        }))
    }
}

/// The message that travels for a body that is no request and no answer.
pub(super) fn unreadable(error: &serde_json::Error) -> Vec<u8> {
    let code = match error.is_data() {
        true => ErrorCode::InvalidRequest,
        false => ErrorCode::ParseError,
    };
    marker(code, &error.to_string())
}

/// The message that travels for a frame that is none.
pub(super) fn unreadable_frame(why: &str) -> Vec<u8> {
    marker(ErrorCode::ParseError, why)
}

fn marker(code: ErrorCode, message: &str) -> Vec<u8> {
    let error = json!({ "code": code.code(), "message": message });
    let message = json!({ "jsonrpc": "2.0", "method": UNREADABLE, "params": error });
    frames::framed(message.to_string().as_bytes())
}

fn unreadable_error(params: Option<&Value>) -> Error {
    let error = params.and_then(|params| serde_json::from_value(params.clone()).ok());
    error.unwrap_or_else(Error::parse_error)
}

/// The framework refuses `shutdown` with `"params": null`, which is what some clients send.
fn without_empty_params(request: Request) -> Request {
    match (request.method(), request.params(), request.id()) {
        ("shutdown", Some(_), Some(id)) => Request::build("shutdown").id(id.clone()).finish(),
        _ => request,
    }
}

fn panicked(method: &str) -> Error {
    Error {
        message: format!("{method} failed; this is a mistake in Newsmark").into(),
        ..Error::internal_error()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A service that panics where it is told to.
    struct Panicky;

    impl Service<Request> for Panicky {
        type Response = Option<Response>;
        type Error = ();
        type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, ()>> + Send>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), ()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, request: Request) -> Self::Future {
            Box::pin(async move {
                tokio::task::yield_now().await;
                assert_ne!(request.method(), "panic", "as told");
                let (_, id, params) = request.into_parts();
                Ok(id.map(|id| Response::from_ok(id, params.unwrap_or_default())))
            })
        }
    }

    async fn ask(request: Request) -> Option<Response> {
        Guard::new(Panicky).call(request).await.unwrap()
    }

    #[tokio::test]
    async fn a_panic_is_an_error_answer() {
        let answer = ask(Request::build("panic").id(7).finish()).await.unwrap();
        assert_eq!(answer.id(), &Id::Number(7));
        assert_eq!(answer.error().unwrap().code, ErrorCode::InternalError);
        let answer = ask(Request::build("calm").id(8).params(1).finish()).await.unwrap();
        assert_eq!(answer.result(), Some(&json!(1)));
    }

    #[tokio::test]
    async fn a_panic_in_a_notification_has_no_answer() {
        assert_eq!(ask(Request::build("panic").finish()).await, None);
    }

    #[tokio::test]
    async fn a_question_that_nobody_has_to_understand_is_refused() {
        let answer = ask(Request::build("$/dance").id(7).params(1).finish()).await.unwrap();
        assert_eq!(answer.error().unwrap().code, ErrorCode::MethodNotFound);
        assert_eq!(ask(Request::build("$/dance").params(1).finish()).await, None);
    }

    #[tokio::test]
    async fn shutdown_may_come_with_empty_params() {
        let shutdown = Request::build("shutdown").id(1).params(Value::Null).finish();
        assert_eq!(without_empty_params(shutdown).params(), None);
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_answered_without_an_id() {
        let request = Request::build(UNREADABLE).params(json!({"code": -32700, "message": "why"}));
        let answer = ask(request.finish()).await.unwrap();
        assert_eq!(answer.id(), &Id::Null);
        assert_eq!(answer.error().unwrap().code, ErrorCode::ParseError);
        assert_eq!(answer.error().unwrap().message, "why");
    }
}
