//! A form with its answers, judged in one place for the pages, the check page, the submission and the counter.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    answers::{Answers, MemberId, member_key},
    facts::{facts, is_asked, is_topic_asked, parties},
    problem::{Completeness, ErrorCode, FieldError, Warning},
    slots::slots,
    validate::validate,
    warning::{fewer_than_listed, warnings},
};
use crate::{
    condition::{Condition, Facts, Truth},
    iin::Iin,
    income::{PerCapita, per_capita_on},
    regulation::{
        Channel, ChannelKind, Evidence, Field, FieldKind, Meaning, Regulation, Supply, Topic,
    },
};

/// The form of a regulation with the answers to it, as of a day.
#[derive(Clone, Debug)]
pub struct FormCheck<'a> {
    regulation: &'a Regulation,
    channel: ChannelKind,
    answers: &'a Answers,
    today: NaiveDate,
    facts: Facts,
}

/// A page of the form: a topic, or one member of a topic that repeats.
#[derive(Clone, Debug)]
pub struct FormPage<'a> {
    /// The topic.
    pub topic: &'a Topic,
    /// The member, where it repeats.
    pub member: Option<MemberId>,
}

impl FormPage<'_> {
    /// The key of a field's answer in the whole form.
    pub fn key(&self, field: &str) -> String {
        match &self.member {
            Some(member) => member_key(&self.topic.id, member, field),
            None => field.to_owned(),
        }
    }
}

/// Something without which a form is not whole.
#[derive(Clone, Debug)]
pub enum FormProblem<'a> {
    /// An answer is missing or wrong. An error of a whole topic has the topic's id for a field.
    Answer {
        /// Where.
        page: FormPage<'a>,
        /// What.
        error: FieldError,
    },
    /// It was not said that a repeating topic has all its members.
    OpenGroup(&'a Topic),
}

/// All pages of a form, read.
#[derive(Clone, Debug, Default)]
pub struct WholeForm<'a> {
    /// The answers of the pages without an error, by key in the whole form, in their kept form.
    pub checked: BTreeMap<String, String>,
    /// What is missing or wrong, in the order of the form.
    pub problems: Vec<FormProblem<'a>>,
}

impl<'a> FormCheck<'a> {
    /// Judges `answers`.
    pub fn new(
        regulation: &'a Regulation,
        channel: ChannelKind,
        answers: &'a Answers,
        today: NaiveDate,
    ) -> FormCheck<'a> {
        FormCheck {
            regulation,
            channel,
            answers,
            today,
            facts: facts(regulation, channel, answers),
        }
    }

    /// How the application comes.
    pub fn channel(&self) -> ChannelKind {
        self.channel
    }

    /// What the answers say for conditions.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Income a head, where the service needs it and all incomes are known.
    pub fn income(&self) -> Option<PerCapita> {
        per_capita_on(self.regulation, self.answers, self.today)
    }

    /// Whether the channel is open to this applicant.
    pub fn channel_open(&self) -> Truth {
        let channel = self.regulation.channel(self.channel);
        channel.map_or(Truth::NotMet, |channel| channel.open(&self.facts))
    }

    /// Whether an answer of this page closes the channel to the applicant.
    pub fn closes_channel(&self, topic: &Topic) -> bool {
        let channel = self.regulation.channel(self.channel);
        let decisive = channel.map(Channel::facts).unwrap_or_default();
        let mut facts = topic
            .fields
            .iter()
            .filter_map(|field| field.fact.as_deref());
        let decides = facts.any(|fact| decisive.contains(&fact));
        decides && !topic.repeats && self.channel_open() == Truth::NotMet
    }

    /// The topics that are asked of this applicant, in order.
    pub fn topics(&self) -> impl Iterator<Item = &'a Topic> {
        let topics = self.regulation.topics.iter();
        topics.filter(|topic| is_topic_asked(topic, &self.facts))
    }

    /// The pages that have answers or want them, in order; a repeating topic has one for each member.
    pub fn pages(&self) -> Vec<FormPage<'a>> {
        self.topics()
            .flat_map(|topic| self.pages_of(topic))
            .collect()
    }

    fn pages_of(&self, topic: &'a Topic) -> Vec<FormPage<'a>> {
        if !topic.repeats {
            let member = None;
            return vec![FormPage { topic, member }];
        }
        let members = self.answers.members(&topic.id).into_iter().map(Some);
        members.map(|member| FormPage { topic, member }).collect()
    }

    /// Checks one page: each answer by itself, what the regulation offers to choose, and in a topic that repeats, that
    /// nobody is given twice. Returns the answers in their kept form, without the blank ones.
    pub fn page(
        &self,
        topic: &Topic,
        member: Option<&MemberId>,
    ) -> Result<BTreeMap<String, String>, Vec<FieldError>> {
        let typed = self.answers.page(topic, member);
        let checked = validate(&topic.fields, &typed, &self.facts, self.today);
        let mut more = self.unknown_offices(topic, &typed);
        more.extend(self.given_twice(topic, member));
        match checked {
            Ok(values) if more.is_empty() => Ok(values),
            Ok(_) => Err(more),
            Err(mut errors) => {
                more.retain(|one| errors.iter().all(|error| error.field != one.field));
                errors.extend(more);
                Err(errors)
            }
        }
    }

    /// What is wrong on one page.
    pub fn errors(&self, topic: &Topic, member: Option<&MemberId>) -> Vec<FieldError> {
        self.page(topic, member).err().unwrap_or_default()
    }

    fn unknown_offices(&self, topic: &Topic, typed: &BTreeMap<String, String>) -> Vec<FieldError> {
        let is_unknown = |field: &&Field| {
            let value = typed.get(&field.id).map_or("", |value| value.trim());
            field.kind == FieldKind::Office
                && !value.is_empty()
                && is_asked(field, &self.facts)
                && self.regulation.office(value).is_none()
        };
        let fields = topic.fields.iter().filter(is_unknown);
        fields
            .map(|field| FieldError {
                field: field.id.clone(),
                code: ErrorCode::NotAnOption,
            })
            .collect()
    }

    /// The numbers of somebody else that the applicant or another member of the list has: counted twice, they would halve
    /// an income a head, and nobody is their own child or represents themselves.
    fn given_twice(&self, topic: &Topic, member: Option<&MemberId>) -> Vec<FieldError> {
        let digits = |key: &str| Iin::digits(self.answers.get(key)?).ok();
        let once = self.regulation.topics.iter().filter(|other| !other.repeats);
        let fields: Vec<&Field> = once.flat_map(|other| &other.fields).collect();
        let of = |is: &dyn Fn(&Field) -> bool| {
            let mut meant = fields.iter().filter(|field| is(field));
            meant.find_map(|field| digits(&field.id))
        };
        // Whoever acts for somebody else may be one of that person's family.
        let parties = || parties(self.regulation, self.channel, self.answers);
        let (own, of_own) = if member.is_some() && parties().is_represented() {
            let represented = of(&|field| field.means(Meaning::RepresentedIin));
            (represented, ErrorCode::IinOfApplicant)
        } else {
            let own = of(&|field| field.kind == FieldKind::Iin && field.is_identity());
            (own, ErrorCode::IinOwn)
        };
        let members = self.answers.members(&topic.id);
        let mut errors = Vec::new();
        for field in &topic.fields {
            if field.kind != FieldKind::Iin || field.is_identity() {
                continue;
            }
            let of = |member: &MemberId| digits(&member_key(&topic.id, member, &field.id));
            let number = match member {
                Some(member) => of(member),
                None => digits(&field.id),
            };
            let Some(number) = number else { continue };
            let mut others = members.iter().filter(|other| Some(*other) != member);
            let code = if own.as_ref() == Some(&number) {
                of_own
            } else if others.any(|other| of(other).as_ref() == Some(&number)) {
                ErrorCode::IinTwice
            } else {
                continue;
            };
            errors.push(FieldError {
                field: field.id.clone(),
                code,
            });
        }
        errors
    }

    /// What a page points out without refusing it; nothing while it has errors.
    pub fn warnings(&self, topic: &Topic, member: Option<&MemberId>) -> Vec<Warning> {
        match self.page(topic, member) {
            Ok(values) => {
                let lists = self.topics().filter(|topic| topic.repeats);
                let listed = fewer_than_listed(topic, &values, (lists, self.answers));
                let mut found = warnings(&topic.fields, &values, self.today);
                found.extend(listed);
                found
            }
            Err(_) => Vec::new(),
        }
    }

    /// What all pages point out.
    pub fn all_warnings(&self) -> Vec<(FormPage<'a>, Warning)> {
        let mut odd = Vec::new();
        for page in self.pages() {
            let found = self.warnings(page.topic, page.member.as_ref());
            odd.extend(found.into_iter().map(|warning| (page.clone(), warning)));
        }
        odd
    }

    /// Whether a repeating topic has fewer members than it needs.
    pub fn lacks_members(&self, topic: &Topic) -> bool {
        let least = topic.least.unwrap_or_default();
        topic.repeats && self.answers.members(&topic.id).len() < least
    }

    /// How far a topic is. A repeating topic without members is done once that was said ([`Answers::close_group`]), unless
    /// it needs one.
    pub fn completeness(&self, topic: &Topic) -> Completeness {
        let done = |member| self.page(topic, member).is_ok();
        if topic.repeats {
            let members = self.answers.members(&topic.id);
            return match members.as_slice() {
                [] if self.is_closed(topic) => Completeness::Done,
                [] => Completeness::NotStarted,
                _ if self.lacks_members(topic) => Completeness::InProgress,
                members if members.iter().all(|member| done(Some(member))) => Completeness::Done,
                _ => Completeness::InProgress,
            };
        }
        let mut fields = topic.fields.iter();
        let started = fields.any(|field| !self.answers.typed(topic, None, field).trim().is_empty());
        let asks = topic
            .fields
            .iter()
            .any(|field| is_asked(field, &self.facts));
        match (done(None), started) {
            (true, true) => Completeness::Done,
            // Nothing in it is required or asked.
            (true, false) if !asks => Completeness::Done,
            (_, false) => Completeness::NotStarted,
            (false, true) => Completeness::InProgress,
        }
    }

    /// Whether it was said that nobody is missing, and that may be so.
    fn is_closed(&self, topic: &Topic) -> bool {
        self.answers.is_group_closed(&topic.id) && !self.lacks_members(topic)
    }

    /// Reads all pages.
    pub fn whole(&self) -> WholeForm<'a> {
        let mut whole = WholeForm::default();
        for topic in self.topics() {
            let pages = self.pages_of(topic);
            if let Some(most) = topic
                .most
                .filter(|most| topic.repeats && pages.len() > *most)
            {
                let (field, code) = (topic.id.clone(), ErrorCode::TooMany { most });
                let (member, error) = (None, FieldError { field, code });
                let page = FormPage { topic, member };
                whole.problems.push(FormProblem::Answer { page, error });
                continue;
            }
            let is_open = pages.is_empty() && !self.is_closed(topic);
            if is_open || self.lacks_members(topic) {
                whole.problems.push(FormProblem::OpenGroup(topic));
            }
            for page in pages {
                self.read_page(page, &mut whole);
            }
        }
        whole
    }

    fn read_page(&self, page: FormPage<'a>, whole: &mut WholeForm<'a>) {
        match self.page(page.topic, page.member.as_ref()) {
            Ok(values) => {
                let values = values.into_iter();
                whole
                    .checked
                    .extend(values.map(|(field, value)| (page.key(&field), value)));
            }
            Err(errors) => {
                whole
                    .problems
                    .extend(errors.into_iter().map(|error| FormProblem::Answer {
                        page: page.clone(),
                        error,
                    }))
            }
        }
    }

    /// Every place for a document with whether something must be there. What a step asks of the applicant later has
    /// none yet. What hangs on a fact that no page asks for is not needed.
    pub fn slots(&self) -> Vec<(Evidence, Truth)> {
        let mut settled = self.facts.clone();
        let documents = self.regulation.evidence.iter();
        let conditions = documents.flat_map(|one| one.when.iter().chain([&one.required]));
        for fact in conditions.flat_map(Condition::facts) {
            if !self.may_still_say(fact) {
                settled.not_asked(fact);
            }
        }
        let mut slots = slots(self.regulation, self.answers, &settled);
        slots.retain(|(slot, needed)| *needed == Truth::Met || !self.comes_later(slot));
        slots
    }

    /// Whether an answer, or what is computed from the answers, can still say this.
    fn may_still_say(&self, fact: &str) -> bool {
        let once = self.regulation.topics.iter().filter(|topic| !topic.repeats);
        let mut fields = once.flat_map(|topic| &topic.fields);
        fact.starts_with("income.") || fields.any(|field| field.fact.as_deref() == Some(fact))
    }

    fn comes_later(&self, slot: &Evidence) -> bool {
        let chosen = self.regulation.route_for(self.channel, &self.facts).ok();
        let routes = self.regulation.routes(self.channel);
        let mut routes =
            routes.filter(|one| chosen.is_none_or(|route| route.variant == one.variant));
        routes.any(|route| route.brings_later(&slot.id))
    }

    /// The documents that must be attached and are not.
    pub fn missing_documents(&self, is_attached: impl Fn(&str) -> bool) -> Vec<Evidence> {
        let needed = self
            .slots()
            .into_iter()
            .filter(|(evidence, truth)| evidence.supply == Supply::Attach && *truth == Truth::Met);
        let slots = needed.map(|(evidence, _)| evidence);
        slots.filter(|slot| !is_attached(&slot.id)).collect()
    }
}
