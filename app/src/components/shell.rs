//! The page shell: what a page says about itself beside its content.

use std::sync::Arc;

use crate::text::{Lang, t};

/// The addresses of the built assets, with the hash of their content in the name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The one style sheet.
    pub css: String,
    /// The small script that loads the islands.
    pub start_js: String,
    /// The glue that wasm-bindgen made.
    pub wasm_js: String,
    /// The islands.
    pub wasm: String,
    /// The icon of the site, SVG.
    pub icon: String,
    /// The web app manifest.
    pub manifest: String,
}

/// Who reads the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Viewer {
    /// Nobody is logged in.
    #[default]
    Guest,
    /// A citizen.
    Citizen {
        /// Surname and initials.
        name: String,
    },
    /// An official of a provider.
    Staff {
        /// Surname and initials.
        name: String,
        /// What the official is, in the reader's language.
        role: String,
        /// Where the official works, in the reader's language.
        office: String,
    },
}

/// The form of a page whose text the language switch takes along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SwitchForm {
    /// Its id.
    pub id: String,
    /// Where it is sent, without the language.
    pub path: String,
    /// Whether it is sent as a query: then whoever follows links alone finds the other languages in the head.
    pub is_query: bool,
}

/// What the language switch of a page cannot take along; the page says so before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// A password never comes back to a page.
    Password,
    /// A file that was chosen and not sent.
    File,
}

impl Lost {
    /// The key of the sentence that says it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Lost::Password => "typed-switch-password",
            Lost::File => "typed-switch-file",
        }
    }
}

/// The id of the sentence that says what is lost: the languages are described by it.
pub(super) const LOST: &str = "switch-lost";

/// The strip under the header: «demonstration by an act that is no longer in force».
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Banner {
    /// One word in bold.
    pub tag: String,
    /// One or two sentences.
    pub text: String,
}

/// Everything a page needs to know beside its own content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shell {
    /// The language of the page.
    pub lang: Lang,
    /// The title without the name of the site.
    pub title: String,
    /// The path without the language, starting with `/`: `/services/x`.
    pub path: String,
    /// The query without `?`, kept by the language switch; empty on pages that were posted.
    pub query: String,
    /// The form that the language switch sends, so that what was typed goes along; else the languages are links.
    pub form: Option<SwitchForm>,
    /// What the language switch loses.
    pub lost: Option<Lost>,
    /// Who reads.
    pub viewer: Viewer,
    /// The account of whoever reads, which each form of theirs carries: what is posted after the session has ended comes back
    /// to them alone. Empty for guests.
    pub reader: String,
    /// The built assets.
    pub assets: Arc<Assets>,
    /// Whether the page reports an error in what was typed: the title then says so first.
    pub has_error: bool,
    /// What was just done, where the page before has no page of its own to say it.
    pub done: Option<String>,
    /// The strip under the header.
    pub banner: Option<Banner>,
    /// The way back, address and text; stands in place of the breadcrumbs.
    pub back: Option<(String, String)>,
    /// The breadcrumbs, from the home page down: address, if it is a link, and text.
    pub crumbs: Vec<(Option<String>, String)>,
    /// The number of the case, which stands on every printed sheet.
    pub case_number: Option<String>,
    /// One quiet sentence at the end of the page, about what it says: how sure a date is.
    pub note: Option<String>,
}

impl Shell {
    /// The address of `path` in the language of the page: `shell.href("/login")` is `/kk/login`.
    pub fn href(&self, path: &str) -> String {
        format!("/{}{path}", self.lang.tag())
    }

    /// The same shell with another title.
    pub fn titled(&self, title: impl Into<String>) -> Shell {
        Shell {
            title: title.into(),
            ..self.clone()
        }
    }

    /// Whether the page may say that one has to log in to apply: to a citizen who did it says nothing new.
    pub fn is_to_log_in(&self) -> bool {
        !matches!(self.viewer, Viewer::Citizen { .. })
    }

    /// The same shell, marked as a page that reports an error.
    pub fn with_error(&self, has_error: bool) -> Shell {
        Shell {
            has_error,
            ..self.clone()
        }
    }

    /// The same shell with a link back in place of breadcrumbs; the text is «Back».
    pub fn with_back(&self, href: impl Into<String>) -> Shell {
        Shell {
            back: Some((href.into(), t(self.lang, "site-back"))),
            ..self.clone()
        }
    }

    /// The same shell with a language switch that sends the form `id` of the page, which is sent to `action`.
    pub fn with_form(&self, id: &str, action: &str) -> Shell {
        let path = action.strip_prefix(&format!("/{}/", self.lang.tag()));
        let form = path.map(|path| SwitchForm {
            id: id.to_owned(),
            path: format!("/{path}"),
            is_query: false,
        });
        Shell {
            form,
            ..self.clone()
        }
    }

    /// The same shell with a language switch that sends the form `id` to this page, as a query.
    pub fn with_query_form(&self, id: &str) -> Shell {
        let form = SwitchForm {
            id: id.to_owned(),
            path: self.path.clone(),
            is_query: true,
        };
        Shell {
            form: Some(form),
            ..self.clone()
        }
    }

    /// The same shell of a page that says what its language switch loses.
    pub fn losing(&self, lost: Lost) -> Shell {
        Shell {
            lost: Some(lost),
            ..self.clone()
        }
    }

    /// The same shell with breadcrumbs.
    pub fn with_crumbs(&self, crumbs: Vec<(Option<String>, String)>) -> Shell {
        Shell {
            crumbs,
            ..self.clone()
        }
    }

    /// The same shell with a quiet sentence at the end of the page.
    pub fn with_note(&self, note: Option<String>) -> Shell {
        Shell {
            note,
            ..self.clone()
        }
    }

    /// The same shell with the strip under the header.
    pub fn with_banner(&self, banner: Option<Banner>) -> Shell {
        Shell {
            banner,
            ..self.clone()
        }
    }

    /// The same shell for a page about one case.
    pub fn of_case(&self, number: &str) -> Shell {
        Shell {
            case_number: Some(number.to_owned()),
            ..self.clone()
        }
    }

    /// What the browser shows as the title: an error first, the name of the site last.
    pub(super) fn document_title(&self) -> String {
        let site = t(self.lang, "site-name");
        let title = match self.title.is_empty() {
            true => site,
            false => format!("{} – {site}", self.title),
        };
        match self.has_error {
            true => format!("{}: {title}", t(self.lang, "site-error-title")),
            false => title,
        }
    }
}
