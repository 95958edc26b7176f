//! What a register says that an applicant should hear before they apply: it warns and refuses nothing.

use leptos::prelude::*;

use crate::{
    components::{Notice, NoticeKind},
    text::{Lang, t, t_with, value},
};

/// The applicant is registered in another oblast.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherOblastView {
    /// Its name; empty where the portal does not know it.
    pub oblast: String,
    /// The oblast of the rules.
    pub region: String,
    /// The page of the service in the other oblast, where the portal has its rules.
    pub rules: Option<String>,
}

impl OtherOblastView {
    pub(super) fn view(self, lang: Lang) -> AnyView {
        let title = match self.oblast.is_empty() {
            true => t(lang, "registers-other-oblast-unknown"),
            false => t_with(
                lang,
                "registers-other-oblast",
                &[("oblast", value(&self.oblast))],
            ),
        };
        let region = [("region", value(self.region))];
        let oblast = [("oblast", value(self.oblast))];
        let link = self.rules.map(|href| {
            view! { <p><a href=href>{t_with(lang, "registers-other-oblast-link", &oblast)}</a></p> }
        });
        view! {
            <Notice kind=NoticeKind::Warning title=title>
                <p>{t_with(lang, "registers-other-oblast-text", &region)}</p>
                {link}
            </Notice>
        }
        .into_any()
    }
}

/// The applicant has already what is applied for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlreadyView {
    /// What the register says.
    pub said: String,
    /// Name and page of the service that proves it, where the oblast has it.
    pub proof: Option<(String, String)>,
}

impl AlreadyView {
    pub(super) fn view(self, lang: Lang) -> AnyView {
        let proof = self.proof.map(|(name, href)| {
            view! { <p>{t(lang, "registers-already-proof")}" "<a href=href>{name}</a></p> }
        });
        view! {
            <Notice kind=NoticeKind::Warning title=self.said>
                {proof}
                <p>{t(lang, "registers-already-text")}</p>
            </Notice>
        }
        .into_any()
    }
}
