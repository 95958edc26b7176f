//! How those who act, the channels and the results are called in a few words.

use domain::regulation::{ChannelKind, OutputKind, Regulation};

use crate::{
    format,
    text::{Lang, t},
};

/// The name of who acts.
pub(super) fn performer(lang: Lang, regulation: &Regulation, role: &str, short: bool) -> String {
    match regulation.role(role) {
        Some(role) if short => role.short.get(lang).to_owned(),
        Some(role) => role.name.get(lang).to_owned(),
        None => role.to_owned(),
    }
}

/// The key of an output's name in a few words.
pub(crate) const fn output_key(kind: OutputKind) -> &'static str {
    match kind {
        OutputKind::Notification => "route-notification",
        OutputKind::Certificate => "route-certificate",
        OutputKind::Referral => "route-referral",
        OutputKind::Permit => "route-permit",
        OutputKind::Decision => "route-decision",
        OutputKind::Duplicate => "route-duplicate",
        OutputKind::Payment => "route-payment",
        OutputKind::ReasonedRefusal => "route-reasoned-refusal",
        OutputKind::IntakeRefusal => "route-intake-refusal",
    }
}

/// «Портал, бөлім, ауылдық округ әкімі»: several channels in one phrase.
pub(crate) fn channels(
    lang: Lang,
    kinds: impl Iterator<Item = ChannelKind>,
    begins: bool,
) -> String {
    let names: Vec<String> = kinds
        .enumerate()
        .map(|(at, kind)| match at == 0 && begins {
            true => t(lang, channel_key(kind)),
            false => format::lower_first(&t(lang, channel_key(kind))),
        })
        .collect();
    names.join(", ")
}

/// The key of a channel's name in a few words.
pub(crate) const fn channel_key(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Portal => "route-portal",
        ChannelKind::Provider => "route-provider",
        ChannelKind::StateCorporation => "route-state-corporation",
        ChannelKind::Akim => "route-akim",
    }
}
