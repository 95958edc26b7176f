//! The act, the territory, the provider, the ways to it, and what goes in and comes out.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use domain::{
    condition::Condition,
    regulation::{self as data, Certainty, ChannelKind, Edition, Level, OutputKind, Supply},
    text::{Lang, Text},
};

use super::form::Field;

/// The act that holds the regulation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Act<'a> {
    /// Kind, body, date and number.
    title: &'a Text,
    /// `№ 119`.
    number: &'a str,
    /// Day of the act.
    date: NaiveDate,
    /// Since when it applied, where the act says so.
    in_force: Option<NaiveDate>,
    /// Day of the act that repealed it.
    repealed: Option<NaiveDate>,
    /// Which act repealed it.
    repealed_by: Option<&'a Text>,
    /// Where that is said.
    repealed_line: Option<u32>,
    /// Language of the text at hand.
    language: Lang,
    /// Acts that changed this one, the text at hand being the last.
    editions: &'a [Edition],
}

impl<'a> From<&'a data::LegalResource> for Act<'a> {
    fn from(act: &'a data::LegalResource) -> Self {
        let repealed = act.repealed.as_ref();
        Act {
            title: &act.title,
            number: &act.number,
            date: act.date,
            in_force: act.in_force,
            repealed: repealed.map(|repeal| repeal.date),
            repealed_by: repealed.map(|repeal| &repeal.by),
            repealed_line: repealed.map(|repeal| repeal.line),
            language: act.language,
            editions: &act.editions,
        }
    }
}

/// The territory.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Region<'a> {
    /// КАТО, the code of the territory: nine digits.
    kato: &'a str,
    /// Its name at the time of the act.
    names: &'a Text,
}

impl<'a> From<&'a data::Region> for Region<'a> {
    fn from(region: &'a data::Region) -> Self {
        Region {
            kato: &region.kato,
            names: &region.name,
        }
    }
}

/// The body that delivers the service.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Provider<'a> {
    /// Its generic name in the act.
    names: &'a Text,
    /// Whose body it is.
    level: Level,
    /// Line of the name.
    line: u32,
    /// Its offices, one a district.
    offices: Vec<Office<'a>>,
}

impl<'a> From<&'a data::Provider> for Provider<'a> {
    fn from(provider: &'a data::Provider) -> Self {
        Provider {
            names: &provider.name,
            level: provider.level,
            line: provider.line,
            offices: provider.offices.iter().map(Office::from).collect(),
        }
    }
}

/// One office of the provider.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Office<'a> {
    /// Stable id.
    id: &'a str,
    /// КАТО of the district or city that it serves.
    kato: &'a str,
    /// Name of that district at the time of the act.
    district: &'a Text,
    /// Name of the office.
    names: &'a Text,
    /// Postal address, if known.
    address: Option<&'a Text>,
    /// Telephone, if known.
    phone: Option<&'a str>,
    /// E-mail addresses, those that are known.
    emails: Vec<&'a str>,
    /// Line of the act's list, where it has one.
    line: Option<u32>,
}

impl<'a> From<&'a data::Office> for Office<'a> {
    fn from(office: &'a data::Office) -> Self {
        Office {
            id: &office.id,
            kato: &office.kato,
            district: &office.district,
            names: &office.name,
            address: office.address.as_ref(),
            phone: office.phone.as_deref(),
            emails: office.emails(),
            line: office.line,
        }
    }
}

/// Who performs steps.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Role<'a> {
    /// Its id, as in `performer` of a step.
    id: &'a str,
    /// As the act names it.
    names: &'a Text,
    /// Short name for a drawing.
    short: &'a Text,
    /// Whether it is an official.
    staff: bool,
    /// Line of the list of units, or of the first step where the list lacks it.
    line: Option<u32>,
}

impl<'a> From<&'a data::Role> for Role<'a> {
    fn from(role: &'a data::Role) -> Self {
        Role {
            id: &role.id,
            names: &role.name,
            short: &role.short,
            staff: role.staff,
            line: role.line,
        }
    }
}

/// A way to apply.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Channel<'a> {
    /// Which.
    kind: ChannelKind,
    /// As the act names it.
    names: &'a Text,
    /// What is asked for this way, where that is not the service itself.
    asked: Option<&'a Text>,
    /// For whom it is open, in words; without one, for all.
    condition: Option<&'a Text>,
    /// The same over facts.
    when: Option<&'a Condition>,
    /// Where the others are sent.
    elsewhere: &'a [ChannelKind],
    /// Id of the note that says why the act has no procedure for it.
    without: Option<&'a str>,
    /// Line of the act.
    line: u32,
}

impl<'a> From<&'a data::Channel> for Channel<'a> {
    fn from(channel: &'a data::Channel) -> Self {
        Channel {
            kind: channel.kind,
            names: &channel.name,
            asked: channel.called.as_ref(),
            condition: channel.condition_text.as_ref(),
            when: channel.condition.as_ref(),
            elsewhere: &channel.elsewhere,
            without: channel.without.as_deref(),
            line: channel.line,
        }
    }
}

/// What the applicant may get at the end.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Result)]
#[serde(deny_unknown_fields)]
pub struct Output<'a> {
    /// Stable id.
    id: &'a str,
    /// Which kind.
    kind: OutputKind,
    /// Its name.
    names: &'a Text,
    /// Line of the act; none where the act forgot it.
    line: Option<u32>,
    /// Id of the note that explains a missing line.
    note: Option<&'a str>,
}

impl<'a> From<&'a data::Output> for Output<'a> {
    fn from(output: &'a data::Output) -> Self {
        Output {
            id: &output.id,
            kind: output.kind,
            names: &output.name,
            line: output.line,
            note: output.note.as_deref(),
        }
    }
}

/// A document.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Document<'a> {
    /// Stable id.
    id: &'a str,
    /// Its name.
    names: &'a Text,
    /// What counts, how to get it.
    hint: Option<&'a Text>,
    /// How it reaches the case.
    supply: Supply,
    /// What is asked in words beside it, where it is brought while the case is under way.
    asks: Option<Field<'a>>,
    /// For whom it is asked.
    when: Option<&'a Condition>,
    /// Where each row of a page has one: for which rows it is asked.
    row_when: Option<&'a Condition>,
    /// Whether it must be there.
    required: &'a Condition,
    /// How sure the catalogue is of it.
    status: Certainty,
    /// Where that was read.
    source: &'a Text,
    /// Line of the act, where it stands in the act.
    line: Option<u32>,
}

impl<'a> From<&'a data::Evidence> for Document<'a> {
    fn from(evidence: &'a data::Evidence) -> Self {
        Document {
            id: &evidence.id,
            names: &evidence.name,
            hint: evidence.hint.as_ref(),
            supply: evidence.supply,
            asks: evidence.ask.as_ref().map(Field::from),
            when: evidence.when.as_ref(),
            row_when: evidence.row_when.as_ref(),
            required: &evidence.required,
            status: evidence.status,
            source: &evidence.source,
            line: evidence.line,
        }
    }
}

/// A ground of refusal.
#[derive(Debug, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Ground<'a> {
    /// Stable id.
    id: &'a str,
    /// The ground.
    names: &'a Text,
    /// Ids of the steps at which it may be taken; empty means at any.
    steps: Vec<&'a str>,
    /// Line of the act.
    line: u32,
}

impl<'a> From<&'a data::Ground> for Ground<'a> {
    fn from(ground: &'a data::Ground) -> Self {
        Ground {
            id: &ground.id,
            names: &ground.name,
            steps: ground.steps.iter().map(|step| step.as_str()).collect(),
            line: ground.line,
        }
    }
}
