//! The header: the name of the site, the way to its parts, the language.

use leptos::prelude::*;

use crate::{
    components::shell::{Shell, Viewer},
    text::{Lang, t},
};

/// The header of every page.
#[component]
pub fn Header<'a>(
    /// The page it stands on.
    shell: &'a Shell,
) -> impl IntoView {
    let lang = shell.lang;
    view! {
        <header class="header">
            <div class="wrap header__row">
                <a class="logo" href=shell.href("/")>
                    <svg class="logo__mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
                        <rect class="logo__tile" width="32" height="32" rx="7"/>
                        <path
                            class="logo__letter"
                            d="M16 9.5c3.6 0 5.6 2.6 5.6 6.5s-2 6.5-5.6 6.5-5.6-2.6-5.6-6.5 2-6.5 5.6-6.5zM10.4 16h11.2"
                        />
                    </svg>
                    <span>{t(lang, "site-name")}</span>
                </a>
                <nav class="header__nav" aria-label=t(lang, "site-nav-label")>
                    {links(shell)}
                </nav>
                <nav class="header__langs" aria-label=t(lang, "site-languages-label")>
                    {languages(shell)}
                </nav>
            </div>
        </header>
    }
    .into_any()
}

fn links(shell: &Shell) -> impl IntoView {
    let lang = shell.lang;
    let link = |path: &str, key: &str| {
        let here = shell.path == path;
        view! {
            <li><a href=shell.href(path) aria-current=here.then_some("page")>{t(lang, key)}</a></li>
        }
    };
    match &shell.viewer {
        Viewer::Guest => view! {
            <ul class="links">
                {link("/services", "site-nav-services")}
                {link("/cabinet", "site-nav-cabinet")}
                {link("/login", "site-nav-login")}
            </ul>
        }
        .into_any(),
        Viewer::Citizen { name } => view! {
            <ul class="links">
                {link("/services", "site-nav-services")}
                {link("/cabinet", "site-nav-cabinet")}
                {logout(shell, name)}
            </ul>
        }
        .into_any(),
        Viewer::Staff { name, .. } => view! {
            <ul class="links">
                {link("/staff", "site-nav-queue")}
                {link("/services", "site-nav-services")}
                {logout(shell, name)}
            </ul>
        }
        .into_any(),
    }
}

/// Logging out changes something, so it is a form and not a link.
fn logout(shell: &Shell, name: &str) -> impl IntoView {
    view! {
        <li class="links__who">
            <span class="links__name">{name.to_owned()}</span>
            <form method="post" action=shell.href("/logout")>
                <button class="link-button" type="submit">{t(shell.lang, "site-nav-logout")}</button>
            </form>
        </li>
    }
}

/// The name of the button that asks for a page with what is carried along in another language.
pub const SWITCH: &str = "switch-language";

/// A longer query is none of the portal's, and each language would repeat it.
const LONGEST_QUERY: usize = 8_000;

fn languages(shell: &Shell) -> AnyView {
    let query = match shell.query.len() {
        1..=LONGEST_QUERY => format!("?{}", shell.query),
        _ => String::new(),
    };
    let address = |lang: Lang| format!("/{}{}", lang.tag(), shell.path);
    let items: Vec<_> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let (short, full) = names(lang);
            let current = (lang == shell.lang).then_some("true");
            let name = view! {
                <span aria-hidden="true">{short}</span>
                <span class="hidden">{full}</span>
            };
            let way = match shell.carried.is_empty() {
                true => view! {
                    <a href=address(lang) + &query lang=lang.tag() hreflang=lang.tag() aria-current=current>
                        {name}
                    </a>
                }
                .into_any(),
                false => view! {
                    <button
                        class="link-button"
                        name=SWITCH
                        value="yes"
                        formaction=address(lang)
                        lang=lang.tag()
                        aria-current=current
                    >
                        {name}
                    </button>
                }
                .into_any(),
            };
            view! { <li>{way}</li> }
        })
        .collect();
    let list = view! { <ul class="langs">{items}</ul> };
    if shell.carried.is_empty() {
        return list.into_any();
    }
    let carried: Vec<_> = shell
        .carried
        .iter()
        .map(|(name, value)| view! { <input type="hidden" name=name.clone() value=value.clone()/> })
        .collect();
    view! { <form method="post" action=address(shell.lang)>{carried}{list}</form> }.into_any()
}

/// A language is named in itself, so these are the same on every page.
const fn names(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Kk => ("Қаз", "Қазақша"),
        Lang::Ru => ("Рус", "Русский"),
        Lang::En => ("Eng", "English"),
    }
}
