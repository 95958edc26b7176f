//! Whether every way was walked and every end reached that the coverage of the catalogue promises.

use std::collections::{BTreeMap, BTreeSet};

use catalogue::coverage::rows;
use domain::{
    ids::OutputId,
    regulation::{ChannelKind, Closing, RouteKey},
    service::Polarity,
};

use super::plan::{Plan, catalogue};

/// A way that was walked to its end.
pub(super) struct Walked {
    /// The steps, each with what was chosen there.
    pub(super) way: Vec<(String, String)>,
    /// The end, as the coverage names it.
    pub(super) end: String,
}

/// An end as the coverage names it.
pub(super) fn end(
    closing: Closing,
    (output, polarity): (Option<&OutputId>, Option<Polarity>),
    ours: bool,
) -> String {
    let output = output.map(OutputId::as_str);
    let says = polarity.map(|polarity| polarity.id());
    let parts = [Some(closing.id()), output, says].into_iter();
    let ours = if ours { " (ours)" } else { "" };
    parts.flatten().collect::<Vec<_>>().join("/") + ours
}

impl Walked {
    /// What comes of a plan that is walked as it says.
    pub(super) fn planned(plan: &Plan) -> Walked {
        let steps = plan.legs.iter();
        let steps = steps.map(|leg| (leg.step.id.to_string(), leg.outcome.id.clone()));
        let said = (plan.output.as_ref(), plan.polarity);
        let end = end(plan.closing, said, plan.ours);
        Walked {
            way: steps.chain([("end".to_owned(), end.clone())]).collect(),
            end,
        }
    }
}

/// All that were walked, by regulation and route.
#[derive(Default)]
pub(super) struct Coverage(BTreeMap<(String, RouteKey), Vec<Walked>>);

impl Coverage {
    /// One more was walked.
    pub(super) fn add(&mut self, regulation: &str, route: RouteKey, walked: Walked) {
        let route = (regulation.to_owned(), route);
        self.0.entry(route).or_default().push(walked);
    }

    /// Every route that opens online was walked to ends that are promised: with `every` in all ways and to all ends.
    pub(super) fn assert_whole(mut self, every: bool) {
        let rows = rows(catalogue()).into_iter();
        for row in rows.filter(|row| row.online) {
            let route = RouteKey {
                channel: ChannelKind::Portal,
                variant: row.variant.map(str::to_owned),
            };
            let told = format!("{} {route}", row.regulation);
            let walked = self.0.remove(&(row.regulation.to_owned(), route));
            let walked = walked.unwrap_or_else(|| panic!("{told}: not walked"));
            let ways: BTreeSet<_> = walked.iter().map(|one| &one.way).collect();
            let ends: BTreeSet<String> = walked.iter().map(|one| one.end.clone()).collect();
            if every {
                assert_eq!(ways.len(), row.paths, "{told}: {ways:#?}");
                assert_eq!(ways.len(), walked.len(), "{told}: walked twice: {ways:#?}");
                assert_eq!(ends, row.ends, "{told}");
            } else {
                assert!(ends.is_subset(&row.ends), "{told}: {ends:?} of {row:?}");
            }
        }
        assert!(self.0.is_empty(), "not online: {:?}", self.0.keys());
    }
}
