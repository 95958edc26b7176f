//! Whether somebody is registered in another oblast than that whose rules they apply under. It refuses nothing.

use catalogue::Catalogue;
use domain::{
    case::{CaseState, RegisterOutcome},
    form::parties,
    regulation::{ChannelKind, RegisterFact, RegisterName, Regulation},
    territory::Oblast,
};

use crate::store::draft::DraftBody;

/// Another oblast.
#[derive(Clone, Copy, Debug)]
pub struct OtherOblast<'a> {
    /// Which; none where the catalogue does not have it.
    pub oblast: Option<&'a Oblast>,
    /// Its rules for the same service, the newest.
    pub rules: Option<&'a Regulation>,
}

/// Where the applicant of a draft is registered, if in another oblast.
pub fn of_draft<'a>(
    catalogue: &'a Catalogue,
    regulation: &Regulation,
    body: &DraftBody,
) -> Option<OtherOblast<'a>> {
    let parties = parties(regulation, ChannelKind::Portal, &body.answers);
    let own = parties.is_person() && !regulation.for_organisations;
    own.then(|| other(catalogue, regulation, &body.registered_in))
        .flatten()
}

/// Where the register of persons has the applicant of a case, if in another oblast.
pub fn of_case<'a>(
    catalogue: &'a Catalogue,
    regulation: &Regulation,
    state: &CaseState,
) -> Option<OtherOblast<'a>> {
    if regulation.for_organisations {
        return None;
    }
    let of_applicant = state.registers.values().find(|answer| {
        let slot = regulation.slot(&answer.document);
        let query = slot.and_then(|slot| slot.from.as_ref());
        answer.register == RegisterName::Persons && query.is_some_and(|query| query.by.is_none())
    })?;
    let RegisterOutcome::Found(entry) = &of_applicant.outcome else {
        return None;
    };
    other(catalogue, regulation, entry.get(RegisterFact::Kato.id())?)
}

fn other<'a>(
    catalogue: &'a Catalogue,
    regulation: &Regulation,
    kato: &str,
) -> Option<OtherOblast<'a>> {
    let of = oblast_of(kato)?;
    if oblast_of(&regulation.region.kato)? == of {
        return None;
    }
    let mut oblasts = catalogue.oblasts().iter();
    let rules = catalogue.all().filter(|one| {
        let same = one.service == regulation.service;
        same && one.ended.is_none() && oblast_of(&one.region.kato) == Some(of)
    });
    Some(OtherOblast {
        oblast: oblasts.find(|oblast| oblast_of(&oblast.kato) == Some(of)),
        rules: rules.max_by_key(|one| one.act.date),
    })
}

/// The two digits of a КАТО code that name the oblast.
fn oblast_of(kato: &str) -> Option<&str> {
    kato.get(..2)
}
