//! What the pages of a draft say where the act does not open the portal by its answers.

use app::pages::{act, closed::ClosedChannel};
use domain::{
    condition::Truth,
    form::FormCheck,
    regulation::{Channel, ChannelKind, Regulation},
};

use crate::http::kit::page_context::PageContext;

/// For whom the portal is open, and which of the other ways these answers leave open.
pub(crate) fn closed_channel(
    context: &PageContext,
    regulation: &Regulation,
    check: &FormCheck<'_>,
) -> ClosedChannel {
    let lang = context.lang;
    let portal = regulation.channel(ChannelKind::Portal);
    let condition = portal.and_then(|channel| channel.condition_text.as_ref());
    let is_open = |channel: &&Channel| channel.open(check.facts()) != Truth::NotMet;
    let elsewhere = portal.map_or(&[][..], |channel| &channel.elsewhere);
    let elsewhere = elsewhere.iter();
    let elsewhere = elsewhere
        .filter_map(|kind| regulation.channel(*kind))
        .filter(is_open);
    ClosedChannel {
        condition: condition.map_or_else(String::new, |text| text.get(lang).to_owned()),
        elsewhere: elsewhere
            .map(|channel| channel.name.get(lang).to_owned())
            .collect(),
        service_href: context.href(&act::path(regulation)),
    }
}
