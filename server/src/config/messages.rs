//! How messages reach people.

use std::time::Duration;

use clap::Args;

/// The ways of text messages and mail. What is not named goes to the simulator, which sends nothing.
#[derive(Clone, Debug, Args)]
pub struct MessagesConfig {
    /// Program that gets each text message on its standard input, as one line of JSON with id, kind, to and text;
    /// exit status 0 says that it took it.
    #[arg(long, env = "OTINISH_SMS_COMMAND")]
    pub sms_command: Option<String>,
    /// For so many seconds the program may take over one message; then it is stopped and tried again later.
    #[arg(long, env = "OTINISH_SMS_TIMEOUT", default_value_t = 20)]
    pub sms_timeout: u32,
    /// Mail server: `smtps://user:password@mail.example`, or `smtp://mail.example:587?tls=required`.
    #[arg(long, env = "OTINISH_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// Sender of the mails: `Otinish <otinish@mail.example>`.
    #[arg(long, env = "OTINISH_MAIL_FROM")]
    pub mail_from: Option<String>,
}

impl MessagesConfig {
    /// Time for the program to take one message.
    pub fn sms_timeout(&self) -> Duration {
        Duration::from_secs(self.sms_timeout.max(1).into())
    }
}
