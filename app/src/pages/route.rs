//! The route of an application as a list of steps, and what its picture is named by. Used by the service page and by
//! the page of a case.

use domain::regulation::{ChannelKind, OutputKind, Procedure, Regulation, Step};

use super::act;
use crate::text::{Lang, t};

/// The lane of the applicant, always the first.
pub(crate) const APPLICANT: &str = "applicant";

/// One step in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteStep {
    /// Its number as the act writes it.
    pub n: String,
    /// Who acts.
    pub performer: String,
    /// What is done, as the act says it.
    pub action: String,
    /// How long it may take.
    pub limit: Option<String>,
    /// Line of the act.
    pub line: u32,
    /// Whether the step is on the way of a refusal.
    pub refusal: bool,
}

/// The steps of `procedure` in words: the main way first, in its order, then the ways that leave it.
pub fn steps(lang: Lang, regulation: &Regulation, procedure: &Procedure) -> Vec<RouteStep> {
    let main = procedure.drawn_path();
    let on_main = |step: &Step| main.iter().any(|other| other.id == step.id);
    let branches = procedure.steps.iter().filter(|step| !on_main(step));
    main.iter()
        .copied()
        .chain(branches)
        .map(|step| RouteStep {
            n: step.n.clone(),
            performer: performer(lang, regulation, &step.performer, false),
            action: step.action.get(lang).to_owned(),
            limit: step.limit.as_ref().map(|limit| act::limit(lang, limit)),
            line: step.line,
            refusal: !on_main(step),
        })
        .collect()
}

/// The address of the picture (`svg`) or the process (`bpmn`) of `procedure` as a file.
pub(super) fn file(
    lang: Lang,
    regulation: &Regulation,
    procedure: &Procedure,
    ending: &str,
) -> String {
    let variant = procedure.variant.iter();
    let variant: String = variant.map(|one| format!("&variant={one}")).collect();
    format!(
        "/{}{}/route.{ending}?channel={}{variant}",
        lang.tag(),
        act::path(regulation),
        procedure.channel.id()
    )
}

/// The name of who acts.
pub(crate) fn performer(lang: Lang, regulation: &Regulation, role: &str, short: bool) -> String {
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
pub(super) fn channels(
    lang: Lang,
    kinds: impl Iterator<Item = ChannelKind>,
    begins: bool,
) -> String {
    let names: Vec<String> = kinds
        .enumerate()
        .map(|(at, kind)| match at == 0 && begins {
            true => t(lang, channel_key(kind)),
            false => crate::format::lower_first(&t(lang, channel_key(kind))),
        })
        .collect();
    names.join(", ")
}

/// The key of a channel's name in a few words.
pub(super) const fn channel_key(kind: ChannelKind) -> &'static str {
    match kind {
        ChannelKind::Portal => "route-portal",
        ChannelKind::Provider => "route-provider",
        ChannelKind::StateCorporation => "route-state-corporation",
        ChannelKind::Akim => "route-akim",
    }
}
