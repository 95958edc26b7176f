//! Lists to choose from: `services/classifiers/<id>.toml`.

use domain::{
    data_file::Problem,
    regulation::{Field, FieldOption, Regulation},
    territory::Oblast,
    text::Text,
};
use serde::Deserialize;

use crate::{check::Defect, file};

/// The folder of the lists.
const FOLDER: &str = "services/classifiers/";

/// A list with where it was read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct List {
    id: String,
    source: Text,
    #[serde(rename = "item")]
    items: Vec<Item>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    id: String,
    kk: String,
    ru: String,
    en: String,
}

pub(super) fn read<N: AsRef<str>, T: AsRef<str>>(
    files: &[(N, T)],
    problems: &mut Vec<Problem>,
) -> Vec<List> {
    let mut lists = Vec::new();
    for (name, text) in files {
        let (name, text) = (name.as_ref(), text.as_ref());
        let stem = name.strip_prefix(FOLDER);
        let Some(stem) = stem.and_then(|stem| stem.strip_suffix(".toml")) else {
            continue;
        };
        let list: List = file::read(name, text, problems);
        problems.extend(super::placed(name, text, defects(&list, stem)));
        lists.push(list);
    }
    lists
}

/// The list that `regions.toml` makes: regions and their districts by КАТО.
const TERRITORIES: &str = "territories";

pub(super) fn territories(oblasts: &[Oblast]) -> List {
    let item = |kato: &str, name: &Text| Item {
        id: kato.to_owned(),
        kk: name.kk.clone(),
        ru: name.ru.clone(),
        en: name.en.clone(),
    };
    let mut items = Vec::new();
    for oblast in oblasts {
        items.push(item(&oblast.kato, &oblast.name));
        let named = oblast.districts.iter();
        let named = named.filter_map(|one| Some((one, one.names.last()?)));
        items.extend(named.map(|(one, name)| item(&one.kato, &name.name)));
    }
    List {
        id: TERRITORIES.to_owned(),
        source: Text::default(),
        items,
    }
}

/// A body decides of its own region: the fields of the regulation offer no other.
pub(super) fn keep_own_region(regulation: &mut Regulation) {
    let Some(region) = regulation.region.kato.get(..2) else {
        return;
    };
    let topics = regulation.topics.iter_mut();
    let asked = topics.flat_map(|topic| &mut topic.fields);
    let results = regulation.results.iter_mut();
    let fields = asked.chain(results.flat_map(|result| &mut result.inputs));
    for field in fields.filter(|one| one.classifier.as_deref() == Some(TERRITORIES)) {
        field.options.retain(|option| option.id.starts_with(region));
    }
}

fn defects(list: &List, stem: &str) -> Vec<Defect> {
    let mut defects = Vec::new();
    if list.id != stem {
        defects.push(Defect::new("id", "expected the file's own name"));
    }
    if list.source.kk.is_empty() {
        defects.push(Defect::new("source", "expected where the list was read"));
    }
    for (n, item) in list.items.iter().enumerate() {
        if list.items[..n].iter().any(|other| other.id == item.id) {
            let expected = format!("expected a value of its own, `{}` stands above", item.id);
            defects.push(Defect::new(format!("item[{n}].id"), expected));
        }
        if [&item.kk, &item.ru, &item.en]
            .iter()
            .any(|name| name.trim().is_empty())
        {
            let at = format!("item[{n}]");
            defects.push(Defect::new(at, "expected a name in each language"));
        }
    }
    defects
}

/// Puts the items of its list into each field that chooses from one.
pub(super) fn fill(fields: &mut [Field], lists: &[List], at: &str) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (n, field) in fields.iter_mut().enumerate() {
        let Some(id) = &field.classifier else {
            continue;
        };
        match lists.iter().find(|list| list.id == *id) {
            Some(list) => field.options = list.items.iter().map(option).collect(),
            None => {
                let expected = format!("expected a list of {FOLDER}, found `{id}`");
                defects.push(Defect::new(format!("{at}.field[{n}].classifier"), expected));
            }
        }
    }
    defects
}

fn option(item: &Item) -> FieldOption {
    FieldOption {
        id: item.id.clone(),
        label: Text {
            kk: item.kk.clone(),
            ru: item.ru.clone(),
            en: item.en.clone(),
            ours: Vec::new(),
            others: None,
        },
        age: None,
    }
}
