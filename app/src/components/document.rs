//! The whole document: head, header, content, footer.

use leptos::prelude::*;

use crate::{
    components::{
        footer::Footer,
        header::Header,
        notice::{Notice, NoticeKind},
        shell::{Banner, LOST, Shell},
    },
    hyphen, render,
    text::{Lang, t},
};

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
