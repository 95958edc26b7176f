//! How one provider delivers one service in one region: the whole of a regulation, as data.
//!
//! Every item carries `line`, the first line of the sentence of the act that says so (counted from 1 in the
//! act's source file, [`LegalResource::document`]). Items without a line are the project's own and say so.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    condition::{Condition, Facts, Truth},
    ids::{OutputId, RegulationId, RoleId, StepId},
    service::{Polarity, REFUSAL, ResultTemplate, ServiceGround},
    text::Text,
};

mod act;
mod blank;
mod channel;
#[cfg(not(target_arch = "wasm32"))]
mod edition;
mod form;
mod need;
mod others;
mod procedure;
mod register_fact;
mod route;
mod term;

pub use act::{
    DirectoryOffice, Edition, LegalResource, Level, Office, Provider, Region, Repeal, Role,
};
pub use blank::{Blank, BlankField, BlankKind};
pub use channel::{Channel, ChannelKind, Output, OutputKind};
#[cfg(not(target_arch = "wasm32"))]
pub use edition::EditionText;
pub use form::{
    Age, Field, FieldKind, FieldOption, ListedRows, Meaning, MonthsAsked, PeriodUnit, Topic,
    UsualAmount,
};
pub use need::{
    Certainty, Evidence, Income, Question, RegisterName, RegisterQuery, Requirement, Supply,
};
pub use procedure::{Closing, Include, Outcome, Procedure, Process, Step, StepKind, Turn};
pub use register_fact::RegisterFact;
pub use route::{Ends, Leg, Loops, MOST_PATHS, NoSingleRoute, Open, RouteKey, Side};
pub use term::{Ended, Exception, Place, StatedTerm, TermKind};

/// A regulation file. The id is also its address on the portal and its path in the catalogue.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regulation {
    /// `<region>-<year>/<service>`.
    pub id: RegulationId,
    /// The service, one id for all regions.
    pub service: String,
    /// The official name.
    pub names: Text,
    /// What people call the service, in a word or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plain_name: Option<Text>,
    /// Line of the official name.
    pub line: u32,
    /// First and last line of the regulation in the act's source file.
    pub lines: [u32; 2],
    /// Id of the service of the same act that people get first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// If the service is no longer rendered: since when, and what is there instead.
    #[serde(default)]
    pub ended: Option<Ended>,
    /// The same of a service that ends on a later day than that on which the catalogue was read.
    #[serde(skip)]
    pub ends: Option<Ended>,
    /// What it is, in plain words. Ours.
    pub summary: Text,
    /// Life situations under which people look for it: ids of `regulations/situations.toml`.
    pub situations: Vec<String>,
    /// Words with which people search for it, in any language.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// The act.
    pub act: LegalResource,
    /// The territory.
    pub region: Region,
    /// Who delivers it.
    pub provider: Provider,
    /// Who performs the steps.
    #[serde(rename = "role")]
    pub roles: Vec<Role>,
    /// Where the act lists who takes part: role and line.
    #[serde(default)]
    pub units: BTreeMap<RoleId, u32>,
    /// How an office is called, by the level of the provider, where the act lists none: `{of}` stands for the district.
    #[serde(default)]
    pub office_names: BTreeMap<Level, Text>,
    /// Offices that the act lists for several regulations.
    #[serde(default)]
    pub directory: Vec<DirectoryOffice>,
    /// Processes that several regulations of the act share.
    #[serde(default, rename = "process")]
    pub processes: Vec<Process>,
    /// Paper, electronic and so on, as the act says it.
    pub form_of_service: Clause,
    /// In which form the result is given, as the act says it.
    #[serde(default)]
    pub form_of_result: Option<Clause>,
    /// What it costs, as the act says it.
    pub fee: Fee,
    /// Who may receive it, as the act says it.
    pub recipients: Clause,
    /// Whether the applicant is an organisation (an employer), and not a person.
    #[serde(default)]
    pub for_organisations: bool,
    /// Who may act for the recipient, as the act says it.
    #[serde(default, rename = "representative")]
    pub representatives: Vec<Clause>,
    /// The standard that the regulation refers to, where the documents and grounds of refusal stand.
    pub standard: Clause,
    /// How the complaint is made, as the act says it.
    pub appeal: Clause,
    /// Ways to apply, each with its condition.
    #[serde(rename = "channel")]
    pub channels: Vec<Channel>,
    /// What the applicant may get at the end.
    #[serde(rename = "output")]
    pub outputs: Vec<Output>,
    /// Questions of the guide, in order.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
    /// Who is entitled.
    #[serde(default, rename = "requirement")]
    pub requirements: Vec<Requirement>,
    /// Documents.
    #[serde(default, rename = "evidence")]
    pub evidence: Vec<Evidence>,
    /// The pages of the application form.
    #[serde(default, rename = "topic")]
    pub topics: Vec<Topic>,
    /// Topics and documents of the service that this regulation does not take.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Whether people can apply on the portal; without a word, as the service says, and with a form of its own they can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// What the results of the service carry: filled in by the catalogue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<ResultTemplate>,
    /// Grounds that hold for the service where the act names none: filled in by the catalogue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub service_grounds: Vec<ServiceGround>,
    /// How per-capita income is computed, where a step needs it.
    #[serde(default)]
    pub income: Option<Income>,
    /// Grounds on which the service may be refused.
    #[serde(default, rename = "ground")]
    pub grounds: Vec<Ground>,
    /// Messages that the act makes the portal form, each with a key of its own.
    #[serde(default, rename = "message")]
    pub messages: Vec<Message>,
    /// Forms in the appendices of the act.
    #[serde(default, rename = "blank")]
    pub blanks: Vec<Blank>,
    /// Steps for every channel.
    #[serde(rename = "procedure")]
    pub procedures: Vec<Procedure>,
    /// Terms that the act states for the whole.
    #[serde(default, rename = "term")]
    pub terms: Vec<StatedTerm>,
    /// Contradictions and gaps of the act, with the reading that the portal takes.
    #[serde(default, rename = "note")]
    pub notes: Vec<Note>,
    /// Durations in the act that are the limit of no step and no term.
    #[serde(default, rename = "exception")]
    pub exceptions: Vec<Exception>,
    /// Cited lines at which the act's file lets no sentence begin.
    #[serde(default, rename = "place")]
    pub places: Vec<Place>,
}

impl Regulation {
    /// What people call the service; the official name where there is no plain one.
    pub fn called(&self) -> &Text {
        self.plain_name.as_ref().unwrap_or(&self.names)
    }

    /// What is asked for in this way: the service, or what the channel gives of it.
    pub fn called_on(&self, channel: Option<ChannelKind>) -> &Text {
        let own = channel.and_then(|kind| self.own_name(kind));
        own.unwrap_or_else(|| self.called())
    }

    /// The same, officially.
    pub fn named_on(&self, channel: ChannelKind) -> &Text {
        self.own_name(channel).unwrap_or(&self.names)
    }

    fn own_name(&self, channel: ChannelKind) -> Option<&Text> {
        self.channel(channel)?.called.as_ref()
    }

    /// What the service says of an output that is decided so, where the form says these facts.
    pub fn template(
        &self,
        output: &OutputId,
        polarity: Option<Polarity>,
        facts: &Facts,
    ) -> Option<&ResultTemplate> {
        let mut templates = self.results.iter();
        templates.find(|one| one.fits(output, polarity) && one.is_for(facts))
    }

    /// Whether people can apply here: the service is still rendered, the act opens the portal, and the form is in the
    /// catalogue.
    pub fn is_offered_online(&self) -> bool {
        self.ended.is_none()
            && self.channel(ChannelKind::Portal).is_some()
            && !self.topics.is_empty()
            && self.online != Some(false)
    }

    /// How the service has ended, if it has by this day.
    pub fn ended_on(&self, today: chrono::NaiveDate) -> Option<&Ended> {
        let known = self.ended.as_ref().or(self.ends.as_ref());
        known.filter(|ended| ended.date <= today)
    }

    /// Id of the regulation of the same act whose service replaced this one.
    pub fn replaced_by(&self) -> Option<String> {
        let service = self.ended.as_ref()?.service.as_ref()?;
        let (act, _) = self.id.split_once('/')?;
        Some(format!("{act}/{service}"))
    }

    /// Whether an application on paper can be prepared here: there is a counter to take it to, and the service is
    /// still rendered.
    pub fn is_prepared(&self) -> bool {
        self.ended.is_none() && !self.counters().is_empty()
    }

    /// The ways to apply in person, in the order of the act.
    pub fn counters(&self) -> Vec<ChannelKind> {
        let kinds = self.channels.iter().map(|channel| channel.kind);
        kinds.filter(|kind| *kind != ChannelKind::Portal).collect()
    }

    /// The channel of this kind, if the regulation has it.
    pub fn channel(&self, kind: ChannelKind) -> Option<&Channel> {
        self.channels.iter().find(|channel| channel.kind == kind)
    }

    /// The message `id`.
    pub fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|message| message.id == id)
    }

    /// The role `id`.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The output `id`.
    pub fn output(&self, id: &str) -> Option<&Output> {
        self.outputs.iter().find(|output| output.id == id)
    }

    /// What a refusal of the service issues: what the act has for it, else what every service has.
    pub fn refusal(&self) -> OutputId {
        let mut outputs = self.outputs.iter();
        let own = outputs.find(|output| output.kind == OutputKind::ReasonedRefusal);
        own.map_or_else(|| REFUSAL.into(), |output| output.id.clone())
    }

    /// The ground `id`.
    pub fn ground(&self, id: &str) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.id == id)
    }

    /// The document of the slot `id`; a document of rows has a slot `<document>.<row>` for each.
    pub fn slot(&self, id: &str) -> Option<&Evidence> {
        let own = self.evidence.iter().find(|evidence| evidence.id == id);
        own.or_else(|| {
            let (document, _) = id.split_once('.')?;
            let mut of_rows = self.evidence.iter().filter(|one| one.per.is_some());
            of_rows.find(|one| one.id == document)
        })
    }

    /// Whether a register is asked for the document by what no page of the form asks: it is told at a later step.
    pub fn is_asked_later(&self, document: &Evidence) -> bool {
        let by = document.from.as_ref().and_then(|from| from.by.as_ref());
        let mut fields = self.topics.iter().flat_map(|topic| &topic.fields);
        by.is_some_and(|by| !fields.any(|field| field.id == *by))
    }

    /// The form page `id`.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// Whether any answers of the form meet `only`: what nobody is asked here denies it.
    pub fn can_be(&self, only: Option<&Condition>) -> bool {
        let fields = self.topics.iter().flat_map(|topic| &topic.fields);
        let asked: Vec<&str> = fields.filter_map(|field| field.fact.as_deref()).collect();
        let mut known = Facts::default();
        for fact in only.into_iter().flat_map(Condition::facts) {
            if !asked.contains(&fact) {
                known.not_asked(fact);
            }
        }
        only.is_none_or(|only| only.check(&known) != Truth::NotMet)
    }

    /// The office `id`.
    pub fn office(&self, id: &str) -> Option<&Office> {
        self.provider.offices.iter().find(|office| office.id == id)
    }

    /// The office for the district `kato`: its own, or that of the whole oblast.
    pub fn office_in(&self, kato: &str) -> Option<&Office> {
        let offices = &self.provider.offices;
        let own = offices.iter().find(|office| office.kato == kato);
        own.or_else(|| {
            let of_region = |office: &&Office| office.kato == self.region.kato;
            let here = kato.get(..2).is_some() && kato.get(..2) == self.region.kato.get(..2);
            offices.iter().filter(|_| here).find(of_region)
        })
    }
}

/// A sentence of the act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Clause {
    /// The text.
    pub text: Text,
    /// Its first line.
    pub line: u32,
}

/// What the service costs.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Fee {
    /// Whether it is free of charge.
    pub free: bool,
    /// As the act says it.
    pub text: Text,
    /// Its line.
    pub line: u32,
}

/// A ground of refusal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Stable id.
    pub id: String,
    /// The ground.
    pub name: Text,
    /// Line of the act.
    pub line: u32,
    /// Steps at which it may be taken; empty means at any.
    #[serde(default)]
    pub steps: Vec<StepId>,
    /// Whether it only points at a text that is not in the act: no ground to choose where there is one with words.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heading: bool,
}

/// A message that the act makes the portal form.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Stable id: `refusal-authorisation`, `refusal-signature`, `refusal-documents`.
    pub id: String,
    /// Its text for the reader.
    pub text: Text,
    /// Line of the act.
    #[serde(default)]
    pub line: u32,
}

/// A contradiction or gap of the act.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Stable id.
    pub id: String,
    /// The lines that it speaks of.
    pub lines: Vec<u32>,
    /// What is amiss and which reading the portal takes.
    pub text: Text,
}
