//! A service as its file is written: topics may take a block, documents may rest on a line of an act.

use domain::{
    condition::Condition,
    ids::ServiceId,
    regulation::{Certainty, Evidence, Field, RegisterQuery, Supply, Topic},
    service::{Formula, PartyKind, ResultTemplate, Service, ServiceGround},
    text::{Lang, Text},
};
use serde::Deserialize;

use crate::check::Defect;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    id: ServiceId,
    name: Text,
    sentence: Text,
    parties: Vec<PartyKind>,
    #[serde(default)]
    online: bool,
    #[serde(default, rename = "topic")]
    topics: Vec<WrittenTopic>,
    #[serde(default, rename = "document")]
    documents: Vec<WrittenDocument>,
    #[serde(default, rename = "result")]
    results: Vec<ResultTemplate>,
    #[serde(default, rename = "ground")]
    grounds: Vec<ServiceGround>,
    #[serde(default, rename = "formula")]
    formulas: Vec<Formula>,
}

/// A page of its own, or a block with what is said otherwise here.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTopic {
    block: Option<String>,
    id: Option<String>,
    title: Option<Text>,
    intro: Option<Text>,
    when: Option<Condition>,
    repeats: Option<bool>,
    most: Option<usize>,
    least: Option<usize>,
    add: Option<Text>,
    row: Option<Text>,
    act: Option<String>,
    line: Option<u32>,
    source: Option<Text>,
    ours_because: Option<String>,
    #[serde(default, rename = "field")]
    fields: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDocument {
    id: String,
    supply: Supply,
    from: Option<RegisterQuery>,
    when: Option<Condition>,
    required: Condition,
    status: Certainty,
    per: Option<String>,
    row_when: Option<Condition>,
    name: Text,
    hint: Option<Text>,
    act: Option<String>,
    line: Option<u32>,
    source: Option<Text>,
    ours_because: Option<String>,
}

impl Written {
    /// The service with its blocks in their places, and what is missing for that.
    pub(super) fn with_blocks(self, blocks: &[Topic]) -> (Service, Vec<Defect>) {
        let mut defects = Vec::new();
        let mut topics = Vec::new();
        for (n, topic) in self.topics.into_iter().enumerate() {
            match topic.whole(blocks) {
                Ok(topic) => topics.push(topic),
                Err((key, expected)) => {
                    defects.push(Defect::new(format!("topic[{n}].{key}"), expected));
                }
            }
        }
        let mut documents = Vec::new();
        for (n, document) in self.documents.into_iter().enumerate() {
            match document.evidence() {
                Some(evidence) => documents.push(evidence),
                None => defects.push(Defect::new(format!("document[{n}]"), BASIS)),
            }
        }
        let service = Service {
            id: self.id,
            name: self.name,
            sentence: self.sentence,
            parties: self.parties,
            online: self.online,
            topics,
            documents,
            results: self.results,
            grounds: self.grounds,
            formulas: self.formulas,
        };
        (service, defects)
    }
}

/// What everything in a service has to say.
pub(super) const BASIS: &str =
    "expected on what it rests: `source`, or `act` and `line`, or `ours_because`";

impl WrittenTopic {
    fn whole(self, blocks: &[Topic]) -> Result<Topic, (&'static str, String)> {
        let Some(id) = &self.block else {
            return self.own();
        };
        let block = blocks.iter().find(|block| block.id == *id);
        let mut topic = block.cloned().ok_or_else(|| {
            (
                "block",
                format!("expected a block of blocks.toml, found `{id}`"),
            )
        })?;
        if !self.fields.is_empty() || self.id.is_some() {
            let expected = "expected either a block or a page of its own";
            return Err(("block", expected.to_owned()));
        }
        if let Some(title) = self.title {
            topic.title = title;
        }
        topic.intro = self.intro.or(topic.intro);
        topic.when = self.when.or(topic.when);
        topic.most = self.most.or(topic.most);
        topic.least = self.least.or(topic.least);
        topic.add = self.add.or(topic.add);
        topic.row = self.row.or(topic.row);
        if self.act.is_some() || self.source.is_some() || self.ours_because.is_some() {
            topic.act = self.act;
            topic.line = self.line;
            topic.source = self.source;
            topic.ours_because = self.ours_because;
        }
        Ok(topic)
    }

    fn own(self) -> Result<Topic, (&'static str, String)> {
        let id = self
            .id
            .ok_or(("id", "expected an id or a block".to_owned()))?;
        let title = self
            .title
            .ok_or(("title", "expected a heading".to_owned()))?;
        Ok(Topic {
            id,
            title,
            intro: self.intro,
            repeats: self.repeats.unwrap_or_default(),
            when: self.when,
            most: self.most,
            least: self.least,
            add: self.add,
            row: self.row,
            act: self.act,
            line: self.line,
            source: self.source,
            ours_because: self.ours_because,
            fields: self.fields,
        })
    }
}

impl WrittenDocument {
    /// A document always says to its reader where it was read.
    fn evidence(self) -> Option<Evidence> {
        let source = match (self.source, self.act, self.line, self.ours_because) {
            (Some(source), ..) => source,
            (None, Some(act), Some(line), _) => Text {
                kk: format!("{act} акт, {line}-жол"),
                ru: format!("акт {act}, строка {line}"),
                en: format!("act {act}, line {line}"),
                ours: Lang::ALL.to_vec(),
                others: None,
            },
            (None, _, _, Some(because)) => Text {
                kk: "Актіде жоқ, портал өзі сұрайды".to_owned(),
                ru: "В акте нет, спрашивает сам портал".to_owned(),
                en: format!("Asked by the portal itself: {because}"),
                ours: Lang::ALL.to_vec(),
                others: None,
            },
            _ => return None,
        };
        Some(Evidence {
            id: self.id,
            name: self.name,
            hint: self.hint,
            is_application: false,
            supply: self.supply,
            from: self.from,
            ask: None,
            per: self.per,
            row_when: self.row_when,
            when: self.when,
            required: self.required,
            status: self.status,
            source,
            line: None,
        })
    }
}
