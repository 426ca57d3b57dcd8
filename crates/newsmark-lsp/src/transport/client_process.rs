//! The client's process: when it ends, so do we, even if somebody else still holds our input open.

use waitpid_any::WaitHandle;

/// Calls back when the process with this id ends. Does nothing where there is no such process to
/// begin with: a client in another container gives an id that means nothing here, yet it is alive.
pub(super) fn when_it_ends(id: i64, callback: impl FnOnce() + Send + 'static) {
    let Ok(id) = i32::try_from(id) else { return };
    if id <= 0 {
        return;
    }
    let Ok(mut process) = WaitHandle::open(id) else { return };
    let watching = std::thread::Builder::new().name("client".to_owned()).spawn(move || {
        let mut waited = process.wait();
        while waited.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::Interrupted) {
            waited = process.wait();
        }
        if waited.is_ok() {
            callback();
        }
    });
    // Without the thread the end of the input still ends us.
    drop(watching);
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn calls_back_when_the_process_ends() {
        let (sender, receiver) = mpsc::channel();
        // Any program that ends soon will do; this one is certainly there.
        let mut program = Command::new(std::env::current_exe().unwrap());
        let mut process = program.arg("--list").stdout(Stdio::null()).spawn().unwrap();
        when_it_ends(process.id().into(), move || sender.send(()).unwrap());
        process.wait().unwrap();
        receiver.recv_timeout(Duration::from_secs(20)).unwrap();
    }

    #[test]
    fn never_calls_back_for_a_process_that_is_not_there() {
        let (sender, receiver) = mpsc::channel::<()>();
        for id in [i64::MIN, -1, 0, i64::from(i32::MAX), i64::MAX] {
            let sender = sender.clone();
            when_it_ends(id, move || sender.send(()).unwrap());
        }
        drop(sender);
        // All callbacks are gone, and none has been called.
        assert_eq!(receiver.recv(), Err(mpsc::RecvError));
    }
}
