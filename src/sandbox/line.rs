//! TCP connections that can be cut from outside, so that an answer can get lost the way it does on a real network.

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll, Waker};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// A handle on one connection; handlers take it as `ConnectInfo<Line>`.
#[derive(Clone, Debug, Default)]
pub struct Line(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    cut: AtomicBool,
    reader: Mutex<Option<Waker>>,
}

impl Line {
    /// Cuts the connection: nothing more is read or written, the peer sees it closed.
    pub fn cut(&self) {
        self.0.cut.store(true, Ordering::SeqCst);
        if let Some(waker) = self.0.reader.lock().unwrap_or_else(PoisonError::into_inner).take() {
            waker.wake();
        }
    }

    fn is_cut(&self) -> bool {
        self.0.cut.load(Ordering::SeqCst)
    }

    fn wait(&self, context: &Context<'_>) {
        *self.0.reader.lock().unwrap_or_else(PoisonError::into_inner) = Some(context.waker().clone());
    }
}

/// Every connection accepted so far, to cut them all at the end.
#[derive(Clone, Debug, Default)]
pub(super) struct Lines(Arc<Mutex<Vec<Weak<Inner>>>>);

impl Lines {
    fn add(&self, line: &Line) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|known| known.strong_count() > 0);
        all.push(Arc::downgrade(&line.0));
    }

    pub(super) fn cut_all(&self) {
        let all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        all.iter().filter_map(Weak::upgrade).for_each(|inner| Line(inner).cut());
    }
}

/// Listens on TCP and hands out connections that can be cut.
#[derive(Debug)]
pub(super) struct Switchboard {
    pub(super) listener: TcpListener,
    pub(super) lines: Lines,
}

impl Listener for Switchboard {
    type Io = Wire;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Wire, SocketAddr) {
        let (stream, address) = Listener::accept(&mut self.listener).await;
        let _ = stream.set_nodelay(true);
        let line = Line::default();
        self.lines.add(&line);
        (Wire { stream, line }, address)
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

impl Connected<IncomingStream<'_, Switchboard>> for Line {
    fn connect_info(stream: IncomingStream<'_, Switchboard>) -> Self {
        stream.io().line.clone()
    }
}

/// One connection with its switch.
#[derive(Debug)]
pub(super) struct Wire {
    stream: TcpStream,
    line: Line,
}

fn gone() -> io::Error {
    io::Error::from(io::ErrorKind::ConnectionReset)
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.line.wait(context);
        if self.line.is_cut() {
            return Poll::Ready(Err(gone()));
        }
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if self.line.is_cut() {
            return Poll::Ready(Err(gone()));
        }
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
