//! That the act does not open the portal to who answers so, said alike on every page of an application.

use leptos::prelude::*;

use crate::{
    components::{Notice, NoticeKind},
    text::{Lang, t, t_with, value},
};

/// Why the portal does not take this application, and who does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClosedChannel {
    /// For whom the portal is open, as the act says it.
    pub condition: String,
    /// Where to go instead, as the act names it.
    pub elsewhere: Vec<String>,
    /// The offices' page of the service.
    pub service_href: String,
}

impl ClosedChannel {
    pub(super) fn view(self, lang: Lang) -> AnyView {
        let places = self.elsewhere.into_iter();
        let places: Vec<_> = places.map(|place| view! { <li>{place}</li> }).collect();
        let condition = [("condition", value(self.condition))];
        view! {
            <div role="alert">
                <Notice kind=NoticeKind::Bad title=t(lang, "draft-closed-title")>
                    <p>{t_with(lang, "draft-closed-condition", &condition)}</p>
                    <p>{t(lang, "draft-closed-elsewhere")}</p>
                    <ul>{places}</ul>
                    <p><a href=self.service_href>{t(lang, "draft-closed-link")}</a></p>
                    <p>{t(lang, "draft-closed-kept")}</p>
                </Notice>
            </div>
        }
        .into_any()
    }
}
