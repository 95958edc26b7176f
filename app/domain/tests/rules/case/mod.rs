//! A case under test: the staff of two offices, an applicant, and a log that is checked after every command.

#![allow(dead_code, unreachable_pub, reason = "every test file uses its part")]

use std::{collections::BTreeMap, sync::LazyLock};

use catalogue::Catalogue;
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    case::{
        Actor, CaseFacts, CaseState, Command, Complete, Confirmation, Event, EvidenceItem,
        Rejection, StaffFact, Submit, apply, decide, log,
    },
    ids::EditionHash,
    ids::{StepId, TaskNo},
    regulation::{ChannelKind, Regulation, Side},
};

/// A regulation with every kind of step, read once.
pub fn small() -> Regulation {
    static SMALL: LazyLock<Regulation> = LazyLock::new(read_small);
    SMALL.clone()
}

fn read_small() -> Regulation {
    let situations = "[[situation]]\nid = \"test\"\nname = { kk = \"\", ru = \"\", en = \"\" }\ndescription = { kk = \"\", ru = \"\", en = \"\" }";
    let name = "{ kk = \"\", ru = \"\", en = \"\" }";
    let regions = format!(
        "[[region]]\nid = \"r\"\nkato = \"270000000\"\nname = {name}\n[[region.district]]\nid = \"d\"\n\
         kato = \"271000000\"\nnames = [{{ name = {name}, of = {name} }}]"
    );
    let files = [
        ("situations.toml", situations),
        ("regions.toml", &regions),
        ("test-2026/aid.toml", include_str!("small.toml")),
    ];
    let catalogue = Catalogue::parse(&files).unwrap_or_else(|error| panic!("{error}"));
    catalogue.get("test-2026/aid").unwrap().clone()
}

pub fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+05:00"))
        .unwrap()
        .to_utc()
}

pub fn map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

pub fn file(slot: &str) -> EvidenceItem {
    EvidenceItem {
        slot: slot.to_owned(),
        file: format!("file-{slot}"),
        name: format!("{slot}.pdf"),
        size: 1000,
        sha256: "ab".repeat(32),
        kind: "application/pdf".to_owned(),
    }
}

pub fn citizen(person: &str) -> Actor {
    Actor::Citizen {
        person: person.into(),
    }
}

/// Two of every role in every office: `<role>-<office>-1` and `-2`.
pub fn staff(regulation: &Regulation) -> Vec<StaffFact> {
    let mut staff = Vec::new();
    for office in &regulation.provider.offices {
        for role in regulation.roles.iter().filter(|role| role.staff) {
            for n in 1..=2 {
                let id = format!("{}-{}-{n}", role.id, office.id);
                let name = format!("Name of {id}");
                staff.push(StaffFact {
                    id: id.into(),
                    name,
                    roles: vec![role.id.clone()],
                    office: office.id.clone(),
                });
            }
        }
    }
    staff
}

/// A case and the world around it.
#[derive(Clone)]
pub struct Desk {
    pub regulation: Regulation,
    pub staff: Vec<StaffFact>,
    pub now: DateTime<Utc>,
    pub app: CaseState,
    pub entries: Vec<log::Entry>,
    /// Whether what holds of every case is looked at after each command; otherwise it is for the test to do.
    pub checks: bool,
    /// What the page showed from which the next commands come.
    pub seen: Option<u64>,
}

impl Desk {
    pub fn new(regulation: Regulation) -> Desk {
        let staff = staff(&regulation);
        // A Monday at ten.
        let now = at("2026-06-01T10:00");
        Desk {
            regulation,
            staff,
            now,
            app: CaseState::default(),
            entries: Vec::new(),
            checks: true,
            seen: None,
        }
    }

    pub fn pass(&mut self, time: TimeDelta) {
        self.now += time;
    }

    pub fn official(&self, id: &str) -> Actor {
        let fact = self
            .staff
            .iter()
            .find(|fact| fact.id == id)
            .unwrap_or_else(|| panic!("nobody is {id}"));
        Actor::Staff {
            id: fact.id.clone(),
            name: fact.name.clone(),
            roles: fact.roles.clone(),
            office: fact.office.clone(),
        }
    }

    /// Somebody who may carry out the open step.
    pub fn performer(&self) -> Actor {
        let task = self.app.open_step().expect("a step is open");
        let role = task.role().unwrap();
        let first = format!("{role}-{}-1", task.office);
        self.official(task.holder().map_or(&first, |staff| staff.as_str()))
    }

    /// Does the open step: its official completes it, or the applicant brings what it asks.
    pub fn carry_out(&mut self, command: Complete) -> Result<Vec<Event>, Rejection> {
        let open = self.app.open_step().expect("a step is open");
        if open.is_staffs() {
            return self.command(self.performer(), Command::Complete(command));
        }
        let route = self.regulation.route(&self.app.route()).unwrap();
        let turn = route.step(&open.step).unwrap().applicant.as_ref().unwrap();
        let items = turn.bring.iter().map(|slot| file(slot)).collect();
        let step = open.step.clone();
        let person = self.app.person.to_string();
        self.command(
            citizen(&person),
            Command::Supply {
                step,
                items,
                text: String::new(),
            },
        )
    }

    /// Follows a command; a rejection must leave everything as it was, what happens must be a valid log.
    pub fn command(&mut self, actor: Actor, command: Command) -> Result<Vec<Event>, Rejection> {
        let command = self.at_hand(command);
        let facts = CaseFacts {
            now: self.now,
            calendar: catalogue::calendar(),
            actor,
            staff: &self.staff,
            number: Some("2026-000001".to_owned()),
            seen: self.seen,
        };
        let events = decide(&self.app, &self.regulation, command, &facts)?;
        let head = self
            .entries
            .last()
            .map_or(log::GENESIS, |entry| &entry.hash)
            .to_owned();
        self.entries
            .extend(log::append(self.app.seq, &head, &events).unwrap());
        for event in &events {
            self.app = apply(std::mem::take(&mut self.app), event);
        }
        if self.checks {
            self.check();
        }
        Ok(events)
    }

    /// A page that names no task is one that was just opened.
    fn at_hand(&self, mut command: Command) -> Command {
        if let Command::Complete(complete) = &mut command
            && complete.task.is_unknown()
            && let Some((no, _)) = self.app.task_of(&complete.step)
        {
            complete.task = no;
        }
        command
    }

    /// What holds of every case at every moment.
    pub fn check(&self) {
        log::verify(&self.entries).unwrap();
        let events = log::decode_all(&self.entries).unwrap();
        assert_eq!(
            CaseState::fold(&events),
            self.app,
            "the state is the fold of the log"
        );
        assert_eq!(self.app.seq, self.entries.len() as u64);
        assert!(self.app.due.is_none_or(|due| due >= self.app.accepted_at));
        assert!(self.app.accepted_at >= self.app.submitted_at);
        if self.app.closed.is_some() {
            assert!(self.app.tasks.is_empty(), "an ended case has no open task");
        } else if self.app.is_submitted() {
            assert!(
                self.app.open_step().is_some(),
                "a case under way always waits for somebody"
            );
        }
        for (place, event) in events.iter().enumerate() {
            assert_eq!(
                matches!(event, Event::Submitted(_)),
                place == 0,
                "submission is the first event only"
            );
        }
        self.check_tasks(&events);
    }

    /// Steps are opened once at a time, each task is done at most once, and there is one end at a time.
    fn check_tasks(&self, events: &[Event]) {
        let mut open: BTreeMap<TaskNo, StepId> = BTreeMap::new();
        let mut ended = false;
        for event in events {
            let after_end = matches!(
                event,
                Event::Reopened(_) | Event::Noted(_) | Event::Issued(_)
            );
            assert!(
                !ended || after_end,
                "nothing happens after the end: {event:?}"
            );
            match event {
                Event::StepOpened(event) => {
                    let twice = open.values().any(|step| *step == event.step);
                    assert!(!twice, "two open tasks of {}", event.step);
                    assert!(open.insert(event.task, event.step.clone()).is_none());
                    assert!(event.due.is_none_or(|due| due >= self.app.accepted_at));
                }
                Event::StepDone(event) => {
                    assert_eq!(open.remove(&event.task).as_ref(), Some(&event.step));
                    assert!(!event.late || event.side == Side::Staff);
                }
                Event::Returned(event) => {
                    assert_eq!(open.remove(&event.task).as_ref(), Some(&event.step));
                }
                Event::Closed(_) => {
                    open.clear();
                    ended = true;
                }
                Event::Reopened(_) => ended = false,
                _ => {}
            }
        }
        let steps: BTreeMap<TaskNo, StepId> = (self.app.steps())
            .map(|(no, task)| (no, task.step.clone()))
            .collect();
        assert_eq!(steps, open, "the state has what the log left open");
    }

    pub fn submit(
        &mut self,
        channel: ChannelKind,
        answers: &[(&str, &str)],
        slots: &[&str],
    ) -> Result<Vec<Event>, Rejection> {
        let office = self.regulation.provider.offices[0].id.clone();
        let actor = match channel {
            ChannelKind::Portal => citizen("person-1"),
            _ => {
                let entry = &self.regulation.route(&channel.into()).unwrap().entry;
                let step = self
                    .regulation
                    .route(&channel.into())
                    .unwrap()
                    .step(entry)
                    .unwrap();
                self.official(&format!("{}-{office}-1", step.performer))
            }
        };
        self.command(actor, submission(channel, &office, answers, slots))
    }

    /// A complete application to the small regulation.
    pub fn submitted(channel: ChannelKind) -> Desk {
        let mut desk = Desk::new(small());
        desk.submit(channel, &ANSWERS, &["income", "disability"])
            .unwrap();
        desk
    }

    /// The open step's performer carries it out.
    pub fn step(
        &mut self,
        outcome: &str,
        inputs: &[(&str, &str)],
    ) -> Result<Vec<Event>, Rejection> {
        let step = self.app.open_step().expect("a step is open").step.clone();
        self.command(self.performer(), complete(&step, outcome, inputs))
    }

    /// The steps, with their outcomes, in the order in which they were carried out.
    pub fn way(&self) -> Vec<String> {
        self.app
            .done
            .iter()
            .map(|done| format!("{}:{}", done.step, done.outcome))
            .collect()
    }
}

pub const ANSWERS: [(&str, &str); 5] = [
    ("disability", "yes"),
    ("disease", "no"),
    ("own-income", "90000"),
    ("family.1.income", "0"),
    ("family.2.income", "45000"),
];

pub fn confirmation() -> Confirmation {
    Confirmation {
        method: "password".to_owned(),
        at: at("2026-06-01T09:59"),
        sha256: String::new(),
    }
}

pub fn submission(
    channel: ChannelKind,
    office: &str,
    answers: &[(&str, &str)],
    slots: &[&str],
) -> Command {
    Command::Submit(Box::new(Submit {
        channel,
        person: "person-1".into(),
        office: office.into(),
        answers: map(answers),
        evidence: slots.iter().map(|slot| file(slot)).collect(),
        confirmation: confirmation(),
        application: String::new(),
        edition: EditionHash::default(),
    }))
}

pub fn complete(step: &str, outcome: &str, inputs: &[(&str, &str)]) -> Command {
    Command::Complete(completing(step, outcome, inputs))
}

pub fn completing(step: &str, outcome: &str, inputs: &[(&str, &str)]) -> Complete {
    Complete {
        step: step.into(),
        task: TaskNo::default(),
        outcome: outcome.to_owned(),
        decision: None,
        inputs: map(inputs),
        comment: None,
        files: Vec::new(),
    }
}

/// The papers that the small regulation asks for by `ANSWERS`.
pub const PAPERS: [&str; 2] = ["income", "disability"];

pub fn rejected(desk: &mut Desk, actor: Actor, command: Command) -> Rejection {
    let before = (desk.app.clone(), desk.entries.len());
    let rejection = desk.command(actor, command).unwrap_err();
    assert_eq!(
        before,
        (desk.app.clone(), desk.entries.len()),
        "a rejected command changes nothing"
    );
    rejection
}

pub fn wrong_fields(rejection: Rejection) -> Vec<String> {
    match rejection {
        Rejection::Inputs(errors) => errors.into_iter().map(|error| error.field).collect(),
        other => panic!("{other:?}"),
    }
}
