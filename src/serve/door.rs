//! A port becomes questions. However many clients come, however slowly they speak and however much they say, there are only
//! so many places, each held only so long, and who has waited longest without a question makes room for the next.

use std::collections::BTreeMap;
use std::io::{self, Read as _, Write as _};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::Event;
use super::answer::Answer;
use super::head::{self, LIMIT, Refusal, Request};
use crate::disk::failure::Failure;

/// What a browser asks, and the way back to it.
pub(super) struct Question {
    /// What is asked.
    pub(super) request: Request,
    reply: Sender<Answer>,
}

impl Question {
    /// Answers.
    pub(super) fn reply(self, answer: Answer) {
        // Whoever asked may have gone.
        let _ = self.reply.send(answer);
    }
}

/// A port that is open.
pub(super) struct Opened {
    /// Where.
    pub(super) at: SocketAddr,
    /// The port that was asked for, where it was taken.
    pub(super) taken: Option<u16>,
}

/// How many clients may be in at once.
const PLACES: usize = 256;

/// How long a client may take to say what it wants.
const SPEAKING: Duration = Duration::from_secs(10);

/// How long a client may take to hear an answer.
const HEARING: Duration = Duration::from_secs(60);

/// How long a client waits for news before it is told that there are none.
const WAITING: Duration = Duration::from_secs(25);

/// How many ports are tried.
const TRIES: u16 = 50;

/// Opens the first free port from `port` on, and lets clients in from now on.
pub(super) fn open(address: IpAddr, port: u16, events: &Sender<Event>) -> Result<Opened, Failure> {
    let tried = (0..TRIES).map_while(|more| port.checked_add(more));
    let mut failed = io::Error::from(io::ErrorKind::AddrInUse);
    for next in tried {
        match TcpListener::bind((address, next)) {
            Ok(listener) => {
                let failure = |error| Failure::Port { at: format!("{address}:{next}"), source: error };
                let at = listener.local_addr().map_err(failure)?;
                let events = events.clone();
                thread::spawn(move || let_in(&listener, &events));
                return Ok(Opened { at, taken: (next != port).then_some(port) });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => failed = error,
            Err(error) => return Err(Failure::Port { at: format!("{address}:{next}"), source: error }),
        }
    }
    Err(Failure::Port { at: format!("{address}:{port}"), source: failed })
}

/// Lets clients in, one after the other, for ever.
fn let_in(listener: &TcpListener, events: &Sender<Event>) {
    let places = Places::default();
    for (number, stream) in (0_u64..).zip(listener.incoming()) {
        // The system is out of sockets, or the client went before it was let in.
        let Ok(stream) = stream else {
            thread::sleep(Duration::from_millis(10));
            continue;
        };
        let Some(place) = places.take(number, &stream) else { continue };
        let events = events.clone();
        let attend = move || attend(stream, &place, &events);
        // Where the system gives no thread, dropping the stream closes it, and the next client is let in.
        let _ = thread::Builder::new().name("client".to_owned()).stack_size(256 * 1024).spawn(attend);
    }
}

/// Who is in, by number: the lower, the longer.
#[derive(Clone, Default)]
struct Places(Arc<Mutex<BTreeMap<u64, TcpStream>>>);

/// One client's place; it is free when this is dropped.
struct Place {
    number: u64,
    places: Places,
}

impl Places {
    /// A place for one more; where there is none, who came first goes.
    fn take(&self, number: u64, stream: &TcpStream) -> Option<Place> {
        let handle = stream.try_clone().ok()?;
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        while taken.len() >= PLACES {
            let (_, oldest) = taken.pop_first()?;
            // It may have gone by itself.
            let _ = oldest.shutdown(Shutdown::Both);
        }
        taken.insert(number, handle);
        Some(Place { number, places: self.clone() })
    }
}

impl Place {
    /// Whether the place is still this client's.
    fn is_held(&self) -> bool {
        self.places.0.lock().unwrap_or_else(PoisonError::into_inner).contains_key(&self.number)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.number);
    }
}

/// Hears a client out, and sends it the answer. What goes wrong is the client's own affair.
fn attend(mut stream: TcpStream, place: &Place, events: &Sender<Event>) {
    let (answer, is_head) = match hear(&mut stream) {
        Ok(Ok(request)) => {
            let is_head = request.is_head;
            let Some(answer) = ask(request, place, events) else { return };
            (answer, is_head)
        }
        Ok(Err(refusal)) => (Answer::refusal(refusal), false),
        // It hung up, or said nothing for too long.
        Err(_) => return,
    };
    if tell(&mut stream, &answer.bytes(is_head)).is_ok() {
        part(&mut stream);
    }
}

/// Reads a request's head.
fn hear(stream: &mut TcpStream) -> io::Result<Result<Request, Refusal>> {
    let until = Instant::now() + SPEAKING;
    let mut heard = Vec::with_capacity(1024);
    let mut piece = [0; 4096];
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        stream.set_read_timeout(Some(left))?;
        let length = stream.read(&mut piece)?;
        if length == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let room = (LIMIT - heard.len()).min(length);
        heard.extend_from_slice(&piece[..room]);
        match head::parse(&heard) {
            Ok(None) if heard.len() < LIMIT => {}
            Ok(None) => return Ok(Err(Refusal::TooLarge)),
            Ok(Some(request)) => return Ok(Ok(request)),
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
}

/// Asks the loop; nothing where the client lost its place meanwhile.
fn ask(request: Request, place: &Place, events: &Sender<Event>) -> Option<Answer> {
    let (reply, answers) = mpsc::channel();
    // A page comes when it is made, however long that takes; news need not.
    let until = (request.path == super::NEWS).then(|| Instant::now() + WAITING);
    events.send(Event::Asked(Question { request, reply })).ok()?;
    loop {
        match answers.recv_timeout(Duration::from_millis(500)) {
            Ok(answer) => return Some(answer),
            Err(RecvTimeoutError::Disconnected) => return Some(Answer::nothing()),
            Err(RecvTimeoutError::Timeout) if !place.is_held() => return None,
            Err(RecvTimeoutError::Timeout) if until.is_some_and(|until| Instant::now() >= until) => {
                return Some(Answer::nothing());
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
}

/// Sends an answer, as long as the client listens.
fn tell(stream: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    let until = Instant::now() + HEARING;
    let mut rest = bytes;
    while !rest.is_empty() {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        stream.set_write_timeout(Some(left))?;
        let sent = stream.write(&rest[..rest.len().min(64 * 1024)])?;
        if sent == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        rest = &rest[sent..];
    }
    Ok(())
}

/// Ends a conversation so that the answer arrives: a socket that is closed while its client still speaks takes the answer
/// with it.
fn part(stream: &mut TcpStream) {
    let until = Instant::now() + Duration::from_secs(2);
    let mut piece = [0; 16 * 1024];
    if stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    loop {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || stream.set_read_timeout(Some(left)).is_err() {
            return;
        }
        if !matches!(stream.read(&mut piece), Ok(length) if length > 0) {
            return;
        }
    }
}
