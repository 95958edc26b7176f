//! The offices of a provider: those of the act's list, or one for each district of the region.

use super::check::Defect;
use domain::{
    regulation::{Level, Office, Regulation},
    territory::Oblast,
    text::{Lang, Text},
};

/// Stands in a name for the district.
const OF: &str = "{of}";

/// Fills in the offices and the names of their districts, and says what is missing for it.
pub(super) fn complete(regulation: &mut Regulation, oblasts: &[Oblast]) -> Vec<Defect> {
    let mut defects = Vec::new();
    let mut keys: Vec<String> = (0..regulation.provider.offices.len())
        .map(|n| format!("provider.office[{n}]"))
        .collect();
    if let Some(list) = &regulation.provider.directory {
        let written = keys.len();
        let found = regulation.directory.iter().enumerate();
        for (n, entry) in found.filter(|(_, entry)| entry.of == *list) {
            keys.push(format!("directory[{n}].office"));
            regulation.provider.offices.push(Office {
                line: Some(entry.line),
                ..entry.office.clone()
            });
        }
        if keys.len() == written {
            let expected =
                format!("expected the `of` of a [[directory]] in the act's file, found `{list}`");
            defects.push(Defect::new("provider.directory", expected));
        }
    }
    let kato = &regulation.region.kato;
    let Some(oblast) = oblasts.iter().find(|oblast| oblast.kato == *kato) else {
        let expected = format!("expected the code of a region of regions.toml, found `{kato}`");
        defects.push(Defect::new("region.kato", expected));
        return defects;
    };
    for (level, name) in &regulation.office_names {
        let whole = Lang::ALL.iter().all(|lang| name.get(*lang).contains(OF));
        if !whole {
            let key = format!("office_names.{}", level.id());
            defects.push(Defect::new(key, "expected `{of}` in all three languages"));
        }
    }
    if regulation.provider.offices.is_empty() {
        regulation.provider.offices = made(regulation, oblast);
    }
    for (key, office) in keys.iter().zip(&regulation.provider.offices) {
        if oblast.district(&office.kato).is_none() && office.kato != oblast.kato {
            let expected = format!(
                "expected the code of a district of `{}`, found `{}`",
                oblast.kato, office.kato
            );
            defects.push(Defect::new(format!("{key}.kato"), expected));
        }
    }
    let day = regulation.act.date;
    for office in &mut regulation.provider.offices {
        if office.district == Text::default() {
            let name = oblast.name_on(&office.kato, day);
            office.district = name.cloned().unwrap_or_default();
        }
    }
    let missing = oblast.districts.iter();
    for district in missing.filter(|one| regulation.office_in(&one.kato).is_none()) {
        let expected = format!("expected an office for the district `{}`", district.kato);
        defects.push(Defect::new("provider", expected));
    }
    defects
}

/// One for each district under the name of the time of the act, or one for the whole region.
fn made(regulation: &Regulation, oblast: &Oblast) -> Vec<Office> {
    let provider = &regulation.provider;
    let office = |id: &str, kato: &str, name: Text, district: Text| Office {
        id: id.into(),
        kato: kato.to_owned(),
        district,
        name,
        address: None,
        phone: None,
        email: None,
        line: None,
    };
    if provider.level == Level::Oblast {
        let (name, district) = (provider.name.clone(), oblast.name.clone());
        return vec![office(&oblast.id, &oblast.kato, name, district)];
    }
    let pattern = regulation.office_names.get(&provider.level);
    let districts = oblast.districts.iter().filter_map(|district| {
        let called = district.on(regulation.act.date)?;
        let name = match pattern {
            Some(pattern) => composed(pattern, &called.of),
            None => provider.name.clone(),
        };
        Some(office(
            &district.id,
            &district.kato,
            name,
            called.name.clone(),
        ))
    });
    districts.collect()
}

/// The act has no such name, hence it is ours in every language.
fn composed(pattern: &Text, of: &Text) -> Text {
    let put = |lang| pattern.get(lang).replace(OF, of.get(lang));
    Text {
        kk: put(Lang::Kk),
        ru: put(Lang::Ru),
        en: put(Lang::En),
        ours: Lang::ALL.to_vec(),
        others: None,
    }
}
