//! How much of a regulation the portal carries from form to result: one row for every channel and variant.

use std::collections::BTreeSet;

use domain::regulation::{ChannelKind, Procedure, Regulation};
use serde::Serialize;

use super::Catalogue;

mod needs;
mod ways;

use ways::End;

/// One channel and variant of one regulation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CoverageRow<'c> {
    /// Id of the regulation.
    pub regulation: &'c str,
    /// Id of the channel.
    pub channel: &'static str,
    /// Which of several procedures.
    pub variant: Option<&'c str>,
    /// Whether people can apply this way on the portal.
    pub online: bool,
    /// Whether its form is in the catalogue.
    pub form: bool,
    /// Whether every end has what an official must enter for it.
    pub decisions_complete: bool,
    /// How many ways lead from the entry to an end as a case takes them, each loop gone through once: a step is done by an
    /// outcome, and where it decides by a verdict, what is issued and what that says.
    pub paths: usize,
    /// How it may end, with what is issued.
    pub ends: BTreeSet<String>,
    /// A reason for every `false`.
    pub why: Vec<String>,
}

/// All rows, in order of id.
pub fn rows(catalogue: &Catalogue) -> Vec<CoverageRow<'_>> {
    let routes = catalogue.all().flat_map(|regulation| {
        let routes = regulation.procedures.iter();
        routes.map(move |route| row(regulation, route))
    });
    routes.collect()
}

fn row<'c>(regulation: &'c Regulation, route: &'c Procedure) -> CoverageRow<'c> {
    let portal = route.channel == ChannelKind::Portal;
    let form = portal && !regulation.topics.is_empty();
    let online = portal && regulation.is_offered_online();
    let mut why = Vec::new();
    if !online {
        why.push(format!("online: {}", not_online(regulation, portal, form)));
    }
    if !form {
        let reason = match portal {
            true => "the service has no file and the regulation no page",
            false => "a counter takes papers, not a form of the portal",
        };
        why.push(format!("form: {reason}"));
    }
    let walked = ways::walk(regulation, route);
    let incomplete = walked.ends.iter().flat_map(|end| {
        let lacking = needs::lacking(regulation, route, end).into_iter();
        lacking.map(move |reason| format!("decisions_complete: {end}: {reason}"))
    });
    let incomplete: BTreeSet<String> = incomplete.collect();
    let decisions_complete = incomplete.is_empty();
    why.extend(incomplete);
    CoverageRow {
        regulation: regulation.id.as_str(),
        channel: route.channel.id(),
        variant: route.variant.as_deref(),
        online,
        form,
        decisions_complete,
        paths: walked.ways,
        ends: walked.ends.iter().map(End::to_string).collect(),
        why,
    }
}

fn not_online(regulation: &Regulation, portal: bool, form: bool) -> &'static str {
    if !portal {
        "another channel"
    } else if regulation.ended.is_some() {
        "the service has ended"
    } else if !form {
        "there is no form"
    } else {
        "neither the service nor the regulation says `online = true`"
    }
}
