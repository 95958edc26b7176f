//! What is asked for an application on paper, for every regulation that has a counter.

use std::borrow::Cow;

use domain::{
    data_file::Problem,
    regulation::{ChannelKind, Field, FieldKind, FieldOption, Meaning, Regulation},
    text::{Lang, Text},
};
use serde::Deserialize;

use super::{Catalogue, embedded, file};

/// The file with the fields.
pub(super) const PAPER: &str = "paper.toml";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    #[serde(rename = "field")]
    fields: Vec<Field>,
}

/// Reads the file. A folder of regulations without it asks what the built-in catalogue asks.
pub(super) fn read<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    problems: &mut Vec<Problem>,
) -> Vec<Field> {
    let own = file::text(files, PAPER).map(Cow::Borrowed);
    let Some(text) = own.or_else(|| embedded::regulation(PAPER)) else {
        problems.push(Problem::missing(PAPER, "what an application on paper asks"));
        return Vec::new();
    };
    let mut fields = file::read::<Paper>(PAPER, &text, problems).fields;
    fields.iter_mut().for_each(in_our_words);
    fields
}

/// No act says these words.
fn in_our_words(field: &mut Field) {
    let all = vec![Lang::Kk, Lang::Ru, Lang::En];
    let options = field.options.iter_mut().map(|option| &mut option.label);
    for text in [&mut field.label]
        .into_iter()
        .chain(&mut field.hint)
        .chain(options)
    {
        text.ours.clone_from(&all);
    }
}

impl Catalogue {
    /// The questions for an application on paper under `regulation`, in order. `channel_name` names a counter.
    pub fn paper(
        &self,
        regulation: &Regulation,
        channel_name: impl Fn(ChannelKind) -> Text,
    ) -> Vec<Field> {
        let fields = self.paper.iter().filter(|field| asked(field, regulation));
        let mut fields: Vec<Field> = fields.cloned().collect();
        for field in &mut fields {
            match field.meaning {
                Some(Meaning::Channel) => {
                    let kinds = regulation.counters().into_iter();
                    let option = |kind: ChannelKind| FieldOption {
                        id: kind.id().to_owned(),
                        label: channel_name(kind),
                        age: None,
                    };
                    field.options = kinds.map(option).collect();
                }
                _ if field.kind == FieldKind::Office => {
                    let offices = regulation.provider.offices.iter();
                    let option = |office: &domain::regulation::Office| FieldOption {
                        id: office.id.to_string(),
                        label: office.district.clone(),
                        age: None,
                    };
                    field.options = offices.map(option).collect();
                }
                _ => {}
            }
        }
        fields
    }
}

/// Whether the regulation gives the question a sense. What it leaves no choice in is not asked.
fn asked(field: &Field, regulation: &Regulation) -> bool {
    let for_organisations = regulation.for_organisations;
    let represented = !for_organisations && !regulation.representatives.is_empty();
    match field.meaning {
        Some(Meaning::Channel) => regulation.counters().len() > 1,
        Some(Meaning::Office) => regulation.provider.offices.len() > 1,
        Some(Meaning::OrganisationName | Meaning::Bin) => for_organisations,
        Some(Meaning::Name | Meaning::Iin) => !for_organisations,
        Some(
            Meaning::Party
            | Meaning::RepresentativeName
            | Meaning::RepresentativeIin
            | Meaning::RepresentativeBasis,
        ) => represented,
        _ => true,
    }
}
