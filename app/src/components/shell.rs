//! The page shell: what stands around the content of every page.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{
        footer::Footer,
        header::Header,
        notice::{Notice, NoticeKind},
    },
    hyphen, render,
    text::{Lang, t},
};

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
    const fn key(self) -> &'static str {
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

    fn document_title(&self) -> String {
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

/// Renders the whole document with `content` in `main`, in the width of the page.
pub fn page<V: IntoView>(shell: &Shell, content: impl FnOnce() -> V) -> String {
    document(shell, "wrap main", content)
}

/// Renders the whole document with `content` over the full width: each part of it brings its own `wrap`.
pub fn page_full<V: IntoView>(shell: &Shell, content: impl FnOnce() -> V) -> String {
    document(shell, "main main--full", content)
}

fn document<V: IntoView>(shell: &Shell, main: &'static str, content: impl FnOnce() -> V) -> String {
    let Shell { lang, assets, .. } = shell;
    let case = shell
        .case_number
        .as_ref()
        .map(|number| format!("№ {number}"));
    let html = render::document(|| {
        let content = content().into_any();
        view! {
            <html lang=lang.tag() data-case=case.clone()>
                <head>
                    <meta charset="utf-8"/>
                    <title>{shell.document_title()}</title>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <meta name="theme-color" content="#00566b"/>
                    <link rel="stylesheet" href=assets.css.clone()/>
                    <link rel="icon" type="image/svg+xml" href=assets.icon.clone()/>
                    <link rel="manifest" href=assets.manifest.clone()/>
                    {alternates(shell)}
                    <script
                        type="module"
                        src=assets.start_js.clone()
                        data-glue=assets.wasm_js.clone()
                        data-wasm=assets.wasm.clone()
                    ></script>
                </head>
                <body data-case=case.clone()>
                    <a class="skip" href="#main">{t(*lang, "site-skip")}</a>
                    <Header shell=shell/>
                    {trail(shell)}
                    <main id="main" class=main tabindex="-1">
                        {done(shell)}
                        {content}
                        {shell.note.clone().map(|note| view! { <p class="meta">{note}</p> })}
                        {shell.lost.map(|lost| view! { <p class="meta" id=LOST>{t(*lang, lost.key())}</p> })}
                    </main>
                    <Footer lang=*lang/>
                </body>
            </html>
        }
    });
    hyphen::headings(*lang, &html)
}

/// Where the languages are buttons of a public form, search engines find them here.
fn alternates(shell: &Shell) -> Vec<AnyView> {
    let form = shell.form.as_ref().filter(|form| form.is_query);
    let links = Lang::ALL.into_iter().filter_map(|lang| {
        let href = format!("/{}{}", lang.tag(), form?.path);
        Some(view! { <link rel="alternate" hreflang=lang.tag() href=href/> }.into_any())
    });
    links.collect()
}

fn done(shell: &Shell) -> Option<impl IntoView + use<>> {
    let done = shell.done.clone()?;
    Some(view! {
        <div class="done" role="status">
            <Notice kind=NoticeKind::Success title=done/>
        </div>
    })
}

/// The strip for repealed acts and the way up or back.
fn trail(shell: &Shell) -> impl IntoView {
    let banner = shell.banner.clone().map(|Banner { tag, text }| {
        let label = tag.clone();
        view! {
            <section class="banner" aria-label=label>
                <p class="wrap"><strong class="banner__tag">{tag}</strong>" "{text}</p>
            </section>
        }
    });
    let way = match &shell.back {
        Some((href, text)) => Some(
            view! {
                <nav class="wrap trail" aria-label=t(shell.lang, "site-crumbs-label")>
                    <a class="back" href=href.clone()>{text.clone()}</a>
                </nav>
            }
            .into_any(),
        ),
        None if shell.crumbs.is_empty() => None,
        None => Some(crumbs(shell).into_any()),
    };
    view! { {banner}{way} }
}

fn crumbs(shell: &Shell) -> impl IntoView {
    let items: Vec<_> = shell
        .crumbs
        .iter()
        .map(|(href, text)| match href {
            Some(href) => view! { <li><a href=href.clone()>{text.clone()}</a></li> }.into_any(),
            None => view! { <li>{text.clone()}</li> }.into_any(),
        })
        .collect();
    view! {
        <nav class="wrap trail" aria-label=t(shell.lang, "site-crumbs-label")>
            <ol class="crumbs">{items}</ol>
        </nav>
    }
}
