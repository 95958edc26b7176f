//! The page of one service: what belongs to its region alone, in the reader's language.

use app::{
    components::Shell,
    pages::service::{ServiceView, service},
    route,
    text::{Lang, t},
};
use catalogue::Catalogue;
use domain::regulation::{Regulation, Supply};

fn page(catalogue: &Catalogue, regulation: &Regulation) -> String {
    let shell = Shell {
        lang: Lang::Ru,
        path: "/".to_owned(),
        ..Shell::default()
    };
    service(&shell, &ServiceView::new(Lang::Ru, catalogue, regulation))
}

#[test]
fn a_formula_of_the_transfer_stands_where_one_can_ask_for_it() {
    let catalogue = Catalogue::builtin().unwrap();
    let told = ["zhambyl-2014", "mangystau-2014", "pavlodar-2015"].map(|act| {
        let id = format!("{act}/foreign-labour-permit");
        let regulation = catalogue.get(&id).unwrap();
        let view = ServiceView::new(Lang::Ru, &catalogue, regulation);
        assert!(view.formulas.iter().any(|one| one.id == "levy"), "{act}");
        view.formulas.iter().any(|one| one.id == "levy-transfer")
    });
    assert_eq!(told, [false, false, true]);
}

/// An act numbers its steps in its own language; a reader finds «condition 1» in theirs.
#[test]
fn the_number_of_a_step_is_in_the_readers_language() {
    let catalogue = Catalogue::builtin().unwrap();
    let own = |lang: Lang| match lang {
        Lang::Kk => ["шарт", "процесс"],
        Lang::Ru => ["условие", "процесс"],
        Lang::En => ["condition", "process"],
    };
    let mut worded = 0;
    for regulation in catalogue.all() {
        for procedure in &regulation.procedures {
            for lang in Lang::ALL {
                for step in route::steps(lang, regulation, procedure) {
                    let mut words = step.n.split([' ', '-', '.', ')', ',']);
                    let word = words.find(|one| {
                        one.chars().count() > 1 && !one.contains(|c: char| c.is_ascii_digit())
                    });
                    let Some(word) = word else { continue };
                    worded += 1;
                    assert!(own(lang).contains(&word), "{}: {}", regulation.id, step.n);
                    assert_eq!(step.n.starts_with(word), lang != Lang::Kk, "{}", step.n);
                }
            }
        }
    }
    assert!(worded > 500, "{worded}");
}

#[test]
fn the_data_say_which_document_is_the_application() {
    let catalogue = Catalogue::builtin().unwrap();
    let regulation = catalogue.get("mangystau-2014/foreign-labour-permit");
    let mut regulation = regulation.unwrap().clone();
    let mut evidence = regulation.evidence.iter_mut();
    let application = evidence.find(|one| one.is_application).unwrap();
    assert_eq!(application.supply, Supply::Form);
    (application.id, application.hint) = ("petition".to_owned(), None);
    let told = t(Lang::Ru, "service-supply-application");
    assert!(page(&catalogue, &regulation).contains(&told));
    let mut evidence = regulation.evidence.iter_mut();
    let petition = evidence.find(|one| one.is_application).unwrap();
    petition.is_application = false;
    petition.id = "application".to_owned();
    assert!(!page(&catalogue, &regulation).contains(&told));
}
