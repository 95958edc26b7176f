//! The guide: which question comes next, and what the answers mean.

use crate::{
    condition::{Facts, Truth},
    regulation::{Channel, ChannelKind, Requirement},
};

/// What can be said of a person from the facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// Every requirement with its finding, in the order of the regulation.
    pub requirements: Vec<(Requirement, Truth)>,
    /// Whether the person may apply on the portal.
    pub portal: Truth,
    /// Whether the person is entitled to the service, whatever the channel.
    pub overall: Truth,
    /// Where the person applies if not on the portal; empty while the portal is open or not excluded.
    pub send_to: Vec<ChannelKind>,
}

/// Judges `facts`. A requirement that an official decides later stays unknown, so `overall` is met only where
/// nothing is left to decide.
pub fn verdict(requirements: &[Requirement], channels: &[Channel], facts: &Facts) -> Verdict {
    let judged: Vec<(Requirement, Truth)> = requirements
        .iter()
        .map(|one| (one.clone(), one.met.check(facts)))
        .collect();
    let overall = all(judged
        .iter()
        .filter(|(one, _)| one.channel.is_none())
        .map(|(_, truth)| *truth));
    let portal = open(ChannelKind::Portal, &judged, channels, facts);
    let send_to = match channels
        .iter()
        .find(|channel| channel.kind == ChannelKind::Portal)
    {
        Some(channel) if portal == Truth::NotMet => channel.elsewhere.clone(),
        Some(_) => Vec::new(),
        None => channels.iter().map(|channel| channel.kind).collect(),
    };
    let send_to = send_to
        .into_iter()
        .filter(|kind| open(*kind, &judged, channels, facts) != Truth::NotMet)
        .collect();
    Verdict {
        requirements: judged,
        portal,
        overall,
        send_to,
    }
}

/// Whether a channel is open: its own condition and the requirements for it.
fn open(
    kind: ChannelKind,
    judged: &[(Requirement, Truth)],
    channels: &[Channel],
    facts: &Facts,
) -> Truth {
    let Some(channel) = channels.iter().find(|channel| channel.kind == kind) else {
        return Truth::NotMet;
    };
    let own = channel
        .condition
        .as_ref()
        .map_or(Truth::Met, |condition| condition.check(facts));
    let required = judged
        .iter()
        .filter(|(one, _)| one.channel == Some(kind))
        .map(|(_, truth)| *truth);
    all(required.chain([own]))
}

fn all(truths: impl Iterator<Item = Truth>) -> Truth {
    truths.fold(Truth::Met, |so_far, truth| match (so_far, truth) {
        (Truth::NotMet, _) | (_, Truth::NotMet) => Truth::NotMet,
        (Truth::Unknown, _) | (_, Truth::Unknown) => Truth::Unknown,
        (Truth::Met, Truth::Met) => Truth::Met,
    })
}
