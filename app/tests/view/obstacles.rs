//! The guide sees the grounds of refusal that the form sees.

use std::collections::BTreeMap;

use app::{
    components::Shell,
    pages::guide::{self, Guide},
    text::Lang,
};
use catalogue::Catalogue;
use domain::{condition::Truth, eligibility::verdict};

/// The end of the guide for somebody who meets every condition and answers `fact` so.
fn end(catalogue: &Catalogue, id: &str, (fact, answer): (&str, &str)) -> String {
    let regulation = catalogue.get(id).unwrap();
    let mut given = BTreeMap::from([(fact.to_owned(), answer.to_owned())]);
    loop {
        let guide = Guide::read(regulation, &given);
        let Some(question) = guide.current else {
            let shell = Shell {
                lang: Lang::Ru,
                ..Shell::default()
            };
            return guide::verdict(&shell, &guide, &[]);
        };
        let options = question.options.iter().map(|option| option.id.clone());
        let answers = options.chain(["yes", "no"].map(str::to_owned));
        let mut fitting = answers.filter(|answer| {
            let mut facts = guide.facts.clone();
            facts.set(&question.fact, answer.clone());
            let said = verdict(&regulation.requirements, &regulation.channels, &facts);
            said.overall != Truth::NotMet && said.portal != Truth::NotMet
        });
        let answer = fitting.next().expect("some answer meets the conditions");
        given.insert(question.fact.clone(), answer);
    }
}

#[test]
fn the_guide_sees_the_grounds_that_the_form_sees() {
    let catalogue = Catalogue::builtin().unwrap();
    for (id, fact, ground) in [
        (
            "mangystau-2014/housing-assistance",
            "dwelling.other",
            "У семьи больше одного жилья",
        ),
        (
            "zhambyl-2013/home-schooling-support",
            "child.full_state_care",
            "Ребёнок находится на полном государственном обеспечении",
        ),
    ] {
        let warned = end(&catalogue, id, (fact, "yes"));
        assert!(warned.contains(ground), "{id}: {warned}");
        assert!(warned.contains("По вашим ответам услугу могут не оказать"));
        assert!(!warned.contains("препятствий нет"), "{id}: {warned}");
        let free = end(&catalogue, id, (fact, "no"));
        assert!(!free.contains(ground), "{id}: {free}");
        assert!(free.contains("препятствий нет"), "{id}: {free}");
    }
    let id = "zhambyl-2014/unemployed-registration";
    let regulation = catalogue.get(id).unwrap();
    let given = [("person.resident", "yes"), ("work.now", "yes")];
    let given = given.map(|(fact, answer)| (fact.to_owned(), answer.to_owned()));
    let guide = Guide::read(regulation, &given.into());
    assert!(guide.current.is_none());
    let shell = Shell {
        lang: Lang::Ru,
        ..Shell::default()
    };
    let page = guide::verdict(&shell, &guide, &[]);
    for told in [
        "эта услуга вам не положена",
        "Вы без работы",
        "имеет иную оплачиваемую работу",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
}
