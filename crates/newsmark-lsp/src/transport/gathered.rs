//! A way out on which what is written together leaves together.
//!
//! Standard output, as libraries give it, looks for line ends in what it gets: a message leaves in three pieces, and whoever
//! reads is woken for each. Here all is gathered until it is to be flushed and then written at once, by a thread that
//! may wait for as long as nobody reads.

use std::fs::File;
use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use tokio::io::AsyncWrite;
use tokio::task::JoinHandle;

/// When so much has been gathered, it leaves unasked.
const MOST: usize = 1 << 20;

/// What is gathered for an output.
pub(crate) struct Gathered<W> {
    state: State<W>,
}

/// The output, with room for what is to be written.
type Outgoing<W> = (W, Vec<u8>);

enum State<W> {
    Gathering(Outgoing<W>),
    Writing(JoinHandle<(Outgoing<W>, io::Result<()>)>),
    /// Writing went wrong in a way that left no output.
    Lost,
}

/// Standard output.
pub(crate) fn stdout() -> io::Result<Gathered<File>> {
    #[cfg(unix)]
    let own = std::os::fd::AsFd::as_fd(&io::stdout()).try_clone_to_owned()?;
    #[cfg(windows)]
    let own = std::os::windows::io::AsHandle::as_handle(&io::stdout()).try_clone_to_owned()?;
    Ok(Gathered::new(File::from(own)))
}

impl<W: Write + Send + 'static> Gathered<W> {
    fn new(output: W) -> Gathered<W> {
        Gathered { state: State::Gathering((output, Vec::new())) }
    }

    /// Waits until nothing is being written.
    fn poll_written(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let State::Writing(writing) = &mut self.state else { return Poll::Ready(Ok(())) };
        let (state, result) = match ready!(Pin::new(writing).poll(context)) {
            Ok((outgoing, result)) => (State::Gathering(outgoing), result),
            Err(error) => (State::Lost, Err(error.into())),
        };
        self.state = state;
        Poll::Ready(result)
    }

    /// Has a thread write what was gathered.
    fn write(&mut self) {
        self.state = match std::mem::replace(&mut self.state, State::Lost) {
            State::Gathering((mut output, mut bytes)) if !bytes.is_empty() => {
                State::Writing(tokio::task::spawn_blocking(move || {
                    let result = output.write_all(&bytes).and_then(|()| output.flush());
                    bytes.clear();
                    ((output, bytes), result)
                }))
            }
            state => state,
        };
    }
}

impl<W: Write + Send + Unpin + 'static> AsyncWrite for Gathered<W> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_written(context))?;
        let State::Gathering((_, gathered)) = &mut self.state else {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        };
        gathered.extend_from_slice(bytes);
        if gathered.len() >= MOST {
            self.write();
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.write();
        self.poll_written(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(context)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{self, Sender};

    use tokio::io::AsyncWriteExt;

    use super::*;

    /// Tells of each piece that leaves.
    struct Pieces(Sender<Vec<u8>>);

    impl Write for Pieces {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let broken = |_| io::Error::from(io::ErrorKind::BrokenPipe);
            self.0.send(bytes.to_vec()).map_err(broken).map(|()| bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_is_written_together_leaves_in_one_piece() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (sender, pieces) = mpsc::channel();
            let mut output = Gathered::new(Pieces(sender));
            for part in ["Content-Length: 2\r\n\r\n", "{", "}"] {
                output.write_all(part.as_bytes()).await.unwrap();
            }
            output.flush().await.unwrap();
            output.flush().await.unwrap();
            let long = vec![b'x'; 2 * MOST + 1];
            output.write_all(&long[..MOST]).await.unwrap();
            output.write_all(&long[MOST..]).await.unwrap();
            output.shutdown().await.unwrap();
            let lengths: Vec<usize> = pieces.try_iter().map(|piece| piece.len()).collect();
            assert_eq!(lengths, [23, MOST, MOST + 1]);
        });
    }

    #[test]
    fn a_client_that_has_gone_is_noticed() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let (sender, pieces) = mpsc::channel();
            drop(pieces);
            let mut output = Gathered::new(Pieces(sender));
            output.write_all(b"{}").await.unwrap();
            assert!(output.flush().await.is_err());
        });
    }
}
