//! Hostile connections, over raw sockets: whoever does not read, does not write or opens too many keeps nobody else out.

use std::{net::IpAddr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::{Instant, sleep, timeout},
};

use crate::common::{Answer, Browser, Server, Wanted, files::pdf_of, journey};

/// Longer than anything here may take; a server that never gives up would take for ever.
const LONG: Duration = Duration::from_secs(60);

async fn server(settings: &[&str]) -> Server {
    Server::start_with(Wanted {
        settings: settings.iter().map(|&word| word.to_owned()).collect(),
        ..Wanted::default()
    })
    .await
}

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.address()).await.unwrap()
}

/// A connection whose other end is another machine, as far as the server can tell.
async fn connect_from(server: &Server, from: &str) -> TcpStream {
    let socket = TcpSocket::new_v4().unwrap();
    let from: IpAddr = from.parse().unwrap();
    socket.bind((from, 0).into()).unwrap();
    socket.connect(server.address()).await.unwrap()
}

/// Whether the server has closed it: what came before that is read and dropped.
async fn is_closed(stream: &mut TcpStream) -> bool {
    let mut some = [0; 65_536];
    timeout(LONG, async {
        while stream.read(&mut some).await.is_ok_and(|read| read > 0) {}
    })
    .await
    .is_ok()
}

/// Whether it is still open, as far as can be seen without waiting.
async fn is_open(stream: &mut TcpStream) -> bool {
    let mut some = [0; 1];
    timeout(Duration::from_millis(100), stream.read(&mut some))
        .await
        .is_err()
}

#[tokio::test]
async fn whoever_never_reads_is_disconnected() {
    const CLIENTS: usize = 50;
    let server = server(&["--write-timeout-seconds", "1"]).await;
    let page = "GET /api/v1/catalogue HTTP/1.1\r\nhost: a\r\n\r\n";
    let size = server.browser().get("/api/v1/catalogue").await.bytes.len();
    // More than the kernels of both ends keep for a reader who does not come.
    let asked = 64 * 1024 * 1024 / size + 1;
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let mut stream = connect(&server).await;
        let ask = page.repeat(asked);
        // The server takes in no more requests than it can answer.
        let _ = timeout(Duration::from_millis(200), stream.write_all(ask.as_bytes())).await;
        clients.push(stream);
    }
    sleep(Duration::from_secs(4)).await;
    for stream in &mut clients {
        let mut read = 0;
        let mut some = vec![0; 1 << 20];
        timeout(LONG, async {
            while let Ok(got @ 1..) = stream.read(&mut some).await {
                read += got;
            }
        })
        .await
        .expect("the connection ends");
        assert!(read < asked * size, "everything was answered after all");
    }
    assert_eq!(server.browser().get("/kk/login").await.status, 200);
}

#[tokio::test]
async fn a_reader_who_is_slow_but_reads_gets_everything() {
    let server = server(&["--write-timeout-seconds", "1"]).await;
    let whole = server.browser().get("/api/v1/catalogue").await.bytes.len();
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(8 * 1024).unwrap();
    let mut stream = socket.connect(server.address()).await.unwrap();
    let ask = "GET /api/v1/catalogue HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    stream.write_all(ask.as_bytes()).await.unwrap();
    let (mut read, mut some) = (0, vec![0; whole / 40 + 1]);
    loop {
        match stream.read(&mut some).await.unwrap() {
            0 => break,
            got => read += got,
        }
        sleep(Duration::from_millis(50)).await;
    }
    assert!(read > whole, "{read} bytes of {whole} and their head");
}

/// A request whose body comes slowly: what was sent of it, and the rest.
async fn begin_upload(server: &Server, browser: &Browser, path: &str) -> (TcpStream, Vec<u8>) {
    let mut body = b"--b\r\ncontent-disposition: form-data; name=\"files\"; filename=\"a.pdf\"\r\n\
        content-type: application/pdf\r\n\r\n"
        .to_vec();
    body.extend(pdf_of(2 * 1024 * 1024));
    body.extend(b"\r\n--b--\r\n");
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\nconnection: close\r\n\
         content-type: multipart/form-data; boundary=b\r\ncontent-length: {}\r\n\r\n",
        server.address(),
        browser.cookie(),
        body.len()
    );
    let mut stream = connect(server).await;
    stream.write_all(head.as_bytes()).await.unwrap();
    let rest = body.split_off(100_000);
    stream.write_all(&body).await.unwrap();
    (stream, rest)
}

async fn status_of(stream: &mut TcpStream) -> u16 {
    let mut answer = Vec::new();
    timeout(LONG, stream.read_to_end(&mut answer))
        .await
        .expect("an answer comes")
        .unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    answer
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .unwrap_or_else(|| panic!("no answer: {answer:?}"))
}

#[tokio::test]
async fn a_flood_of_idle_connections_stops_no_upload_and_no_reader() {
    let server = server(&["--max-connections", "12", "--connections-per-address", "12"]).await;
    let browser = server.login_citizen(0).await;
    let begun = format!("/kk/services/{}/apply", journey::SERVICE);
    let draft = browser.post_form(&begun, &[]).await.location().to_owned();
    let path = format!("{draft}/documents/income");
    let (mut upload, rest) = begin_upload(&server, &browser, &path).await;
    let mut flood = Vec::new();
    for _ in 0..120 {
        flood.push(connect(&server).await);
    }
    // While the flood stands, a newcomer gets a place as soon as an idle one may be asked to leave.
    sleep(Duration::from_millis(700)).await;
    let fresh = Browser::new(format!("http://{}", server.address()));
    let page: Answer = fresh.get("/kk/login").await;
    assert_eq!(page.status, 200, "{}", page.body);
    upload.write_all(&rest).await.unwrap();
    assert_eq!(status_of(&mut upload).await, 303, "the upload goes through");
    let mut open = 0;
    for stream in &mut flood {
        open += usize::from(is_open(stream).await);
    }
    assert!(open <= 12, "{open} of the flood are open");
}

#[tokio::test]
async fn one_address_keeps_its_share_and_another_gets_in() {
    let server = server(&["--max-connections", "40", "--connections-per-address", "3"]).await;
    // Three requests under way: heads that are there, bodies that are not.
    let mut busy = Vec::new();
    for _ in 0..3 {
        let mut stream = connect_from(&server, "127.0.0.2").await;
        let head = "POST /kk/login HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\
             content-type: application/x-www-form-urlencoded\r\n\r\nlogin";
        stream.write_all(head.as_bytes()).await.unwrap();
        busy.push(stream);
    }
    sleep(Duration::from_millis(300)).await;
    let ask = b"GET /kk/login HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    let mut fourth = connect_from(&server, "127.0.0.2").await;
    fourth.write_all(ask).await.unwrap();
    let mut answer = String::new();
    fourth.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    let answer = answer.to_lowercase();
    assert!(answer.contains("retry-after: "), "{answer}");
    assert!(answer.contains("повторите"), "said in words: {answer}");
    let mut other = connect_from(&server, "127.0.0.3").await;
    other.write_all(ask).await.unwrap();
    assert_eq!(status_of(&mut other).await, 200);
}

#[tokio::test]
async fn a_body_that_does_not_come_ends_with_an_answer() {
    let server = Server::start().await;
    let began = Instant::now();
    let mut stream = connect(&server).await;
    let head = "POST /kk/login HTTP/1.1\r\nhost: a\r\ncontent-length: 100000\r\n\
         content-type: application/x-www-form-urlencoded\r\n\r\nlogin=";
    stream.write_all(head.as_bytes()).await.unwrap();
    let (mut reader, mut writer) = stream.into_split();
    let drip = tokio::spawn(async move {
        // A byte a second: each of them is a sign of life.
        while writer.write_all(b"a").await.is_ok() {
            sleep(Duration::from_secs(1)).await;
        }
    });
    let mut answer = Vec::new();
    let ended = timeout(LONG, reader.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "still open after {:?}", began.elapsed());
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 503 "), "{answer}");
    drip.abort();
}

/// The server program with so few files that a hundred connections would take all of them.
#[tokio::test]
async fn with_64_descriptors_120_idle_connections_stop_no_upload() {
    use crate::common::program::Program;
    let data = tempfile::tempdir().unwrap();
    let program = Program::with_files(64, data.path()).await;
    let browser = program.browser();
    let login = [
        ("login", crate::common::citizen_iin(0)),
        ("password", server::demo::PASSWORD.to_owned()),
    ];
    let login: Vec<(&str, &str)> = login.iter().map(|(k, v)| (*k, v.as_str())).collect();
    assert_eq!(browser.post_form("/kk/login", &login).await.status, 303);
    let begun = format!("/kk/services/{}/apply", journey::SERVICE);
    let draft = browser.post_form(&begun, &[]).await.location().to_owned();
    let mut flood = Vec::new();
    for _ in 0..120 {
        flood.push(TcpStream::connect(program.address()).await.unwrap());
    }
    sleep(Duration::from_millis(700)).await;
    let fresh = browser.fresh();
    let path = format!("{draft}/documents/income");
    let content = pdf_of(3 * 1024 * 1024);
    let files = [("files", "a.pdf", content.as_slice())];
    assert_eq!(fresh.post_multipart(&path, &files).await.status, 303);
    let mut closed = 0;
    for stream in &mut flood {
        closed += usize::from(!is_open(stream).await);
    }
    assert!(closed >= 100, "only {closed} of the flood were closed");
    assert!(is_closed(&mut flood[0]).await);
}

#[test]
fn the_cap_follows_from_the_limit_of_open_files() {
    use server::listen::connections::{Caps, most_for};
    assert_eq!(most_for(64), 16);
    assert_eq!(most_for(1024), 496);
    assert_eq!(most_for(10), 4, "never none");
    assert_eq!(most_for(u64::MAX), 16_384);
    let caps = Caps::new(Some(100), None);
    assert_eq!((caps.most, caps.per_address), (100, 25));
}

#[test]
fn a_household_is_one_address() {
    let of = |text: &str| server::listen::connections::of_one_household(text.parse().unwrap());
    assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2::1"));
    assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
    assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
}
