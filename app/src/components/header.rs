//! The header: the name of the site, the way to its parts, the language.

use leptos::prelude::*;

use crate::{
    components::shell::{LOST, Shell, SwitchForm, Viewer},
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

/// The name of the button that asks for a page in another language with what was typed.
pub const SWITCH: &str = "switch-language";

/// The name under which a form says who typed into it.
pub const TYPED_BY: &str = "typed-by";

/// A longer query is none of the portal's, and each language would repeat it.
const LONGEST_QUERY: usize = 8_000;

fn languages(shell: &Shell) -> AnyView {
    let items: Vec<_> = Lang::ALL
        .into_iter()
        .map(|lang| {
            let way = match &shell.form {
                Some(form) => language_button(shell, form, lang),
                None => language_link(shell, lang),
            };
            view! { <li>{way}</li> }
        })
        .collect();
    // Enter in a text box presses the first button of the form: that must not be a language.
    let first = shell.form.as_ref().map(|form| {
        view! {
            <button class="hidden" type="submit" form=form.id.clone() tabindex="-1" aria-hidden="true"></button>
        }
    });
    view! { {first}{typed_by(shell)}<ul class="langs">{items}</ul> }.into_any()
}

/// Part of every form that can be drawn again as it was typed: those that the languages send.
fn typed_by(shell: &Shell) -> Option<AnyView> {
    let form = shell.form.as_ref().filter(|form| !form.is_query)?;
    let reader = Some(&shell.reader).filter(|reader| !reader.is_empty())?;
    Some(
        view! { <input type="hidden" form=form.id.clone() name=TYPED_BY value=reader.clone()/> }
            .into_any(),
    )
}

fn language_link(shell: &Shell, lang: Lang) -> AnyView {
    let query = match shell.query.len() {
        1..=LONGEST_QUERY => format!("?{}", shell.query),
        _ => String::new(),
    };
    let address = format!("/{}{}{query}", lang.tag(), shell.path);
    let current = (lang == shell.lang).then_some("true");
    let lost = shell.lost.map(|_| LOST);
    view! {
        <a
            href=address
            lang=lang.tag()
            hreflang=lang.tag()
            aria-current=current
            aria-describedby=lost
        >
            {name(lang)}
        </a>
    }
    .into_any()
}

fn language_button(shell: &Shell, form: &SwitchForm, lang: Lang) -> AnyView {
    let current = (lang == shell.lang).then_some("true");
    let lost = shell.lost.map(|_| LOST);
    view! {
        <button
            class="link-button"
            type="submit"
            form=form.id.clone()
            formaction=format!("/{}{}", lang.tag(), form.path)
            name=SWITCH
            value="yes"
            lang=lang.tag()
            aria-current=current
            aria-describedby=lost
        >
            {name(lang)}
        </button>
    }
    .into_any()
}

fn name(lang: Lang) -> impl IntoView {
    let (short, full) = names(lang);
    view! {
        <span aria-hidden="true">{short}</span>
        <span class="hidden">{full}</span>
    }
}

/// A language is named in itself, so these are the same on every page.
const fn names(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::Kk => ("Қаз", "Қазақша"),
        Lang::Ru => ("Рус", "Русский"),
        Lang::En => ("Eng", "English"),
    }
}
