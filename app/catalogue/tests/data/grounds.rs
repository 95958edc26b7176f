//! A refusal says its ground in words.

use catalogue::Catalogue;
use domain::regulation::{ChannelKind, Regulation, Step};

use crate::broken::{LOCAL, broken_in};

/// Words of the grounds that can be chosen at a step.
fn worded(regulation: &Regulation, step: &Step) -> usize {
    let of_act = regulation.grounds.iter().filter(|ground| {
        !ground.heading && (ground.steps.is_empty() || ground.steps.contains(&step.id))
    });
    let of_service = regulation.service_grounds.iter();
    let of_service = of_service.filter(|ground| {
        let here = ground.steps.is_empty() || ground.steps.contains(&step.id);
        here && ground.only.is_none() && !ground.text.kk.is_empty()
    });
    of_act.count() + of_service.count()
}

#[test]
fn whoever_refuses_online_has_a_ground_with_words_to_choose() {
    let catalogue = Catalogue::builtin().unwrap();
    let online = catalogue.all().filter(|one| one.is_offered_online());
    let mut seen = 0;
    for regulation in online {
        for route in regulation.routes(ChannelKind::Portal) {
            for id in route.deciding() {
                let step = route.step(id).unwrap();
                assert!(worded(regulation, step) > 0, "{}: {id}", regulation.id);
                seen += 1;
            }
        }
    }
    assert!(seen >= 20, "{seen}");
}

#[test]
fn a_ground_that_only_points_at_another_text_has_to_say_so() {
    let key = "ground[0].heading";
    let at = format!("{LOCAL}.toml");
    let from = "арнайы комиссияның әлеуметтік көмек көрсетуден бас тарту туралы қорытындысы\"";
    let (problems, _) = broken_in(&at, from, "стандарттың 10-тармағында көзделген негіздер\"");
    assert!(problems.iter().any(|one| one.key == key), "{problems:#?}");
    let from = "steps = [\"special-commission\"]";
    let (problems, _) = broken_in(&at, from, &format!("{from}\nheading = true"));
    assert!(problems.iter().any(|one| one.key == key), "{problems:#?}");
}
