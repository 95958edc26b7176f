//! What the answers say against a service, in words: at the end of the guide, before signing, and for the office.

use domain::{
    condition::Facts,
    obstacle::{Obstacle, obstacles},
    regulation::Regulation,
};
use leptos::prelude::*;

use super::act;
use crate::text::{Lang, t, t_with, value};

/// For the applicant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObstaclesView {
    /// Whether a condition of the act itself is not met.
    pub unmet: bool,
    /// Each with where it was read.
    pub told: Vec<(String, String)>,
}

impl ObstaclesView {
    pub fn of(lang: Lang, regulation: &Regulation, facts: &Facts) -> ObstaclesView {
        let mut view = ObstaclesView::default();
        for obstacle in obstacles(regulation, facts) {
            let told = match obstacle {
                Obstacle::Unmet(one) => {
                    view.unmet = true;
                    let words = format!("{}: {}", t(lang, "guide-unmet"), one.text.get(lang));
                    (words, act::line(lang, one.line))
                }
                Obstacle::Ground(ground) => {
                    let source = ground.source.as_ref();
                    let source = source.map(|text| text.get(lang).to_owned());
                    (ground.text.get(lang).to_owned(), source.unwrap_or_default())
                }
            };
            view.told.push(told);
        }
        view
    }

    /// As much as the answers tell, and no more.
    pub(super) fn title(&self, lang: Lang) -> String {
        match self.unmet {
            true => t(lang, "guide-not-entitled-title"),
            false => t(lang, "check-excluded-title"),
        }
    }

    pub(super) fn list(&self) -> AnyView {
        let items: Vec<_> = self
            .told
            .iter()
            .cloned()
            .map(|(words, source)| {
                let source = (!source.is_empty()).then(|| view! { <p class="meta">{source}</p> });
                view! { <li>{words}{source}</li> }
            })
            .collect();
        view! { <ul>{items}</ul> }.into_any()
    }
}

/// For the office, a sentence each.
pub fn for_office(lang: Lang, regulation: &Regulation, facts: &Facts) -> Vec<String> {
    let found = obstacles(regulation, facts);
    found
        .map(|obstacle| match obstacle {
            Obstacle::Unmet(one) => {
                let told = [
                    ("condition", value(one.text.get(lang))),
                    ("line", value(act::line(lang, one.line))),
                ];
                t_with(lang, "staff-obstacle-unmet", &told)
            }
            Obstacle::Ground(ground) => {
                let told = [("ground", value(ground.text.get(lang)))];
                t_with(lang, "staff-obstacle-ground", &told)
            }
        })
        .collect()
}
