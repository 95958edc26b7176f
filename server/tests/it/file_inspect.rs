//! Whose files are read next: whoever sends many, or such as never end, keeps nobody else waiting.

use std::{io::Write, process::Stdio, time::Duration};

use flate2::{Compression, write::ZlibEncoder};
use server::inspect::{
    child,
    error::InspectError,
    queue::{InspectionQueue, LONGEST, PAUSE},
};
use tokio::{io::AsyncWriteExt, process::Command, time::timeout};

use crate::common::{
    Server,
    files::{MEGA, PDF},
    journey, until,
};

/// Longer than a free turn takes, and shorter than anybody waits for one.
const SOON: Duration = Duration::from_millis(500);

#[tokio::test]
async fn whoever_sends_much_waits_in_a_line_of_their_own() {
    let queue = InspectionQueue::default();
    let first = queue.turn("a").await.unwrap();
    assert!(timeout(SOON, queue.turn("a")).await.is_err(), "one at once");
    let other = timeout(SOON, queue.turn("b")).await;
    assert!(other.is_ok_and(|turn| turn.is_ok()), "nobody else waits");
    drop(first);
    let next = timeout(SOON, queue.turn("a")).await;
    assert!(next.is_ok_and(|turn| turn.is_ok()));
}

#[tokio::test]
async fn whoever_breaks_off_is_kept_out_and_longer_each_time() {
    let queue = InspectionQueue::default();
    let turn = queue.turn("a").await.unwrap();
    let mut pauses = Vec::new();
    for _ in 0..12 {
        turn.broke_off();
        pauses.push(queue.pause("a"));
    }
    assert_eq!(pauses[0], None, "one file can be damaged");
    let about = |pause: Option<Duration>, wanted: Duration| {
        pause.is_some_and(|pause| pause <= wanted && pause + SOON > wanted)
    };
    assert!(about(pauses[1], PAUSE) && about(pauses[2], PAUSE * 2));
    assert!(about(pauses[3], PAUSE * 4) && about(pauses[11], LONGEST));
    assert_eq!(queue.pause("b"), None);
    // Those who wait behind it are kept out at once, and take no place.
    let waiting = queue.turn("a");
    tokio::pin!(waiting);
    assert!(timeout(SOON, &mut waiting).await.is_err());
    drop(turn);
    let kept_out = timeout(SOON, waiting).await.unwrap();
    assert!(matches!(kept_out, Err(InspectError::Paused(_))));
}

#[tokio::test]
async fn the_system_ends_a_file_that_takes_too_much_of_the_machine() {
    let mut process = Command::new(env!("CARGO_BIN_EXE_otinish-inspect"))
        .args([child::COMMAND, "application/pdf"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let limits = format!("/proc/{}/limits", process.id().unwrap());
    // It sets them before it reads the first byte.
    let held = |name: &str, most: u64| {
        let told = std::fs::read_to_string(&limits).unwrap();
        let line = told.lines().find_map(|line| line.strip_prefix(name));
        let mut values = line.unwrap().split_whitespace();
        let both = [values.next().unwrap(), values.next().unwrap()];
        both.iter().all(|value| *value == most.to_string())
    };
    until::holds("it has set its limits", async || {
        assert!(process.try_wait().unwrap().is_none(), "it began without");
        held("Max cpu time", child::SECONDS) && held("Max address space", child::MEMORY)
    })
    .await;
    let mut pipe = process.stdin.take().unwrap();
    // The process may end before it has read all.
    let _ = pipe.write_all(&long_table(1_000)).await;
    drop(pipe);
    let ended = process.wait().await.unwrap();
    assert_eq!(ended.code(), None, "{ended}");
}

/// A PDF of a few hundred kilobytes whose table of objects unfolds to so many megabytes.
fn long_table(megabytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0; MEGA];
    for _ in 0..megabytes {
        encoder.write_all(&zeros).unwrap();
    }
    let packed = encoder.finish().unwrap();
    let mut out = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".to_vec();
    let at = out.len();
    let dictionary = format!(
        "5 0 obj\n<< /Type /XRef /Size 5 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length {} >>\nstream\n",
        packed.len()
    );
    out.extend(dictionary.bytes());
    out.extend(packed);
    out.extend(format!("\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n").bytes());
    out
}

#[tokio::test]
async fn a_bomb_keeps_nobody_waiting_and_costs_its_sender_a_pause() {
    let server = Server::start().await;
    let begin = async |n| {
        let browser = server.login_citizen(n).await;
        let apply = format!("/ru/services/{}/apply", journey::SERVICE);
        let draft = browser.post_form(&apply, &[]).await.location().to_owned();
        (browser, format!("{draft}/documents/income"))
    };
    let ((attacker, theirs), (other, own)) = (begin(0).await, begin(1).await);
    let bomb = long_table(1_000);
    let many = (0..6).map(|n| {
        let (attacker, page, bomb) = (attacker.clone(), theirs.clone(), bomb.clone());
        tokio::spawn(async move {
            let name = format!("{n}.pdf");
            attacker
                .post_multipart(&page, &[("files", &name, &bomb)])
                .await
        })
    });
    let many: Vec<_> = many.collect();
    tokio::time::sleep(SOON).await;
    let good = other.post_multipart(&own, &[("files", "a.pdf", PDF)]).await;
    assert_eq!(good.status, 303, "{}", good.body);
    let waits = many.iter().any(|sent| !sent.is_finished());
    assert!(waits, "it does not wait for those before it");
    let mut said = Vec::new();
    for sent in many {
        let answer = sent.await.unwrap();
        assert_eq!(answer.status, 422, "{}", answer.body);
        said.push(answer.body);
    }
    let about = |words: &str| said.iter().filter(|page| page.contains(words)).count();
    assert_eq!(about("не открывается"), 2);
    assert_eq!(about("прошлые файлы не удалось прочитать до конца"), 4);
    let page = theirs.replace("/ru/", "/kk/");
    let after = attacker
        .post_multipart(&page, &[("files", "a.pdf", PDF)])
        .await;
    assert_eq!(after.status, 422);
    assert!(after.body.contains("Қайта тіркеу уақыты"), "{}", after.body);
}
