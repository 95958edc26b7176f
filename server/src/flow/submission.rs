//! A draft on its way to become a case: whether it is complete, and what exactly is submitted.

use app::{
    sheet::{self, Given},
    text::Lang,
};
use chrono::NaiveDate;
use domain::{
    application::{Application, Party},
    calendar::local,
    canonical::Written,
    case::{Confirmation, EvidenceItem, RegisterAnswered, RegisterOutcome, asked_before},
    condition::Truth,
    form::{Answers, FieldError, FormCheck, FormProblem, MemberId, parties},
    regulation::{ChannelKind, Regulation},
};

use super::{
    case::{self, CaseError, Submission},
    file_trouble::{self, Trouble, Troubles},
    register_answers::answer,
};
use crate::{
    core::Core,
    store::{account::CitizenAccount, draft::Draft},
};

/// A draft with its documents and regulation.
pub struct LoadedSubmission<'a> {
    /// The applicant's account.
    pub account: CitizenAccount,
    /// The row, with the answers as they were typed.
    pub draft: Draft,
    /// Its documents.
    pub evidence: Vec<EvidenceItem>,
    /// Of the catalogue as it is at this moment.
    pub regulation: &'a Regulation,
    /// The answers: what can be read in the spelling in which it is kept, the rest as it was typed.
    pub answers: Answers,
    /// What is wrong with its files.
    pub troubles: Troubles,
    blockers: Vec<Blocker>,
    today: NaiveDate,
}

/// Something without which the draft cannot be submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocker {
    /// An answer is missing or wrong.
    Answer {
        /// Id of the topic.
        topic: String,
        /// Which member of a repeating topic.
        member: Option<MemberId>,
        /// Id of the field and what is wrong.
        error: FieldError,
    },
    /// It was not said that a repeating topic has all its members.
    Group {
        /// Id of the topic.
        topic: String,
    },
    /// A document is missing: id of its slot.
    Document(String),
    /// A file that is attached cannot be submitted.
    File {
        /// Id of the document's slot.
        slot: String,
        name: String,
        /// Why not.
        trouble: Trouble,
    },
    /// No office is chosen.
    Office,
    /// The act closes the portal to this applicant.
    Closed,
}

/// The regulation of a draft, with a form that speaks of whoever the draft is for.
pub fn told_to<'a>(app: &'a Core, draft: &Draft) -> Option<&'a Regulation> {
    let regulation = app.catalogue.get(&draft.regulation)?;
    let parties = parties(regulation, ChannelKind::Portal, &draft.body.answers);
    app.catalogue.told_to(&draft.regulation, &parties)
}

/// Loads what belongs to a draft. The draft is read first: a file that comes or goes after that makes its version an old
/// one.
pub async fn load(app: &Core, draft: Option<Draft>) -> Result<LoadedSubmission<'_>, CaseError> {
    let draft = draft.ok_or(CaseError::NotFound)?;
    let account = app.store.account(&draft.person).await?;
    let account = account.ok_or(CaseError::NotFound)?;
    let files = app.store.files_of(&draft.id).await?;
    let regulation =
        told_to(app, &draft).ok_or_else(|| CaseError::NoRegulation(draft.regulation.clone()))?;
    let today = local(app.now()).date_naive();
    let (answers, blockers) = read(regulation, &draft.body.answers, today);
    let troubles = file_trouble::of_files(app, &files).await?;
    Ok(LoadedSubmission {
        troubles,
        account,
        draft,
        evidence: files.iter().map(EvidenceItem::from).collect(),
        regulation,
        answers,
        blockers,
        today,
    })
}

/// Reads the answers and tells which are missing or wrong, in the order of the form.
fn read(regulation: &Regulation, typed: &Answers, today: NaiveDate) -> (Answers, Vec<Blocker>) {
    let whole = FormCheck::new(regulation, ChannelKind::Portal, typed, today).whole();
    let mut kept = typed.clone();
    kept.0.extend(whole.checked);
    let problems = whole.problems.into_iter();
    let blockers = problems.map(|problem| match problem {
        FormProblem::Answer { page, error } => Blocker::Answer {
            topic: page.topic.id.clone(),
            member: page.member,
            error,
        },
        FormProblem::OpenGroup(topic) => Blocker::Group {
            topic: topic.id.clone(),
        },
    });
    (kept, blockers.collect())
}

/// What registers say that the applicant has already of what is applied for. One that is silent says nothing.
pub async fn already(app: &Core, loaded: &LoadedSubmission<'_>) -> Vec<RegisterAnswered> {
    let mut found = Vec::new();
    let questions = asked_before(loaded.regulation, ChannelKind::Portal, &loaded.answers);
    for question in questions {
        let answer = answer(&app.ports, question, app.now()).await;
        if matches!(answer.outcome, RegisterOutcome::Found(_)) {
            found.push(answer);
        }
    }
    found
}

impl LoadedSubmission<'_> {
    /// What is missing, in the order of the form; nothing if it can be submitted.
    pub fn blockers(&self) -> Vec<Blocker> {
        let check = self.check();
        if check.channel_open() == Truth::NotMet {
            return vec![Blocker::Closed];
        }
        let mut blockers = self.blockers.clone();
        if blockers.is_empty() && check.channel_open() != Truth::Met {
            return vec![Blocker::Closed];
        }
        if blockers.is_empty() && self.office().is_none() {
            blockers.push(Blocker::Office);
        }
        let is_attached = |slot: &str| self.evidence.iter().any(|item| item.slot == slot);
        let missing = check.missing_documents(is_attached).into_iter();
        blockers.extend(missing.map(|slot| Blocker::Document(slot.id)));
        blockers.extend(self.unfit_files());
        blockers
    }

    /// Whether the service has ended by this day: then nothing can be submitted.
    pub fn has_ended(&self, today: NaiveDate) -> bool {
        self.regulation.ended_on(today).is_some()
    }

    /// Files that wait for the scanner only go with the others: the official gets them after it.
    fn unfit_files(&self) -> impl Iterator<Item = Blocker> {
        self.evidence.iter().filter_map(|item| {
            let trouble = *self.troubles.get(&item.file)?;
            (trouble != Trouble::Waiting).then(|| Blocker::File {
                slot: item.slot.clone(),
                name: item.name.clone(),
                trouble,
            })
        })
    }

    /// Id of the office that is to have it.
    pub fn office(&self) -> Option<String> {
        case::office(self.regulation, &self.draft)
    }

    /// The answers, judged.
    pub fn check(&self) -> FormCheck<'_> {
        FormCheck::new(
            self.regulation,
            ChannelKind::Portal,
            &self.answers,
            self.today,
        )
    }

    /// What would be submitted now, to be confirmed in `lang`.
    pub fn application(&self, lang: Lang) -> Application {
        let office = self.office().unwrap_or_default();
        sheet::compose(Given {
            lang,
            regulation: self.regulation,
            channel: ChannelKind::Portal,
            office: &office,
            applicant: Party {
                name: self.account.person.name.clone(),
                number: self.account.person.iin.clone(),
            },
            answers: &self.answers,
            evidence: &self.evidence,
        })
    }

    /// With the confirmation of `application`, ready to be submitted.
    pub fn confirmed(
        self,
        application: Written,
        confirmation: Confirmation,
        lang: Lang,
    ) -> Submission {
        Submission {
            person: self.account.person,
            draft: self.draft,
            evidence: self.evidence,
            application,
            confirmation,
            lang,
        }
    }
}
