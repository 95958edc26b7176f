//! Any SMS gateway: a program of the operator's choice gets each message on its standard input. One JSON object on one
//! line, `{"id":"…","kind":"sms","to":"+77010000000","text":"…"}`, then the end of input. Nothing of it stands in the
//! arguments or the environment, which others on the machine can read.

use std::{process::Stdio, time::Duration};

use anyhow::Context;
use async_trait::async_trait;
use serde::Serialize;
use tokio::{io::AsyncWriteExt, process, time::timeout};

use super::{Message, MessageKind, Messages};
use crate::ports::error::PortError;

/// What the program reads.
#[derive(Serialize)]
struct Input<'a> {
    id: &'a str,
    kind: MessageKind,
    to: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    subject: &'a str,
    text: &'a str,
}

/// A program that sends messages. Exit status 0: it took the message; anything else: try again later.
pub struct CommandSender {
    program: String,
    arguments: Vec<String>,
    timeout: Duration,
}

impl CommandSender {
    /// The program and its fixed arguments, written as for a shell; no shell runs.
    pub fn new(words: &str, timeout: Duration) -> anyhow::Result<CommandSender> {
        let mut words = shell_words::split(words).context("--sms-command cannot be read")?;
        anyhow::ensure!(!words.is_empty(), "--sms-command names no program");
        let arguments = words.split_off(1);
        let program = words.remove(0);
        Ok(CommandSender {
            program,
            arguments,
            timeout,
        })
    }

    async fn run(&self, input: &[u8]) -> std::io::Result<std::process::ExitStatus> {
        let mut child = process::Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            // What it says may name the recipient: it must not get into the log.
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        if let Some(mut stdin) = child.stdin.take() {
            // A program that ends without reading says by its status what it thinks of the message.
            let _ = stdin.write_all(input).await;
        }
        child.wait().await
    }
}

#[async_trait]
impl Messages for CommandSender {
    async fn send(&self, message: &Message) -> Result<(), PortError> {
        let input = Input {
            id: &message.id,
            kind: message.kind,
            to: &message.to,
            subject: &message.subject,
            text: &message.text,
        };
        let mut input = serde_json::to_vec(&input).map_err(|_| PortError::Unavailable)?;
        input.push(b'\n');
        let id = &message.id;
        match timeout(self.timeout, self.run(&input)).await {
            Ok(Ok(status)) if status.success() => Ok(()),
            Ok(Ok(status)) => {
                tracing::warn!(id, %status, "the command for messages refused one");
                Err(PortError::Unavailable)
            }
            Ok(Err(error)) => {
                tracing::warn!(id, %error, "the command for messages did not run");
                Err(PortError::Unavailable)
            }
            Err(_) => {
                let seconds = self.timeout.as_secs();
                tracing::warn!(
                    id,
                    seconds,
                    "the command for messages was stopped: too slow"
                );
                Err(PortError::Unavailable)
            }
        }
    }
}
