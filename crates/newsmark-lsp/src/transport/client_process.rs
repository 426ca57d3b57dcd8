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
