//! Long words of headings can be divided, and nothing else on the page changes.

use app::{hyphen::headings, text::Lang};

fn shown(lang: Lang, page: &str) -> String {
    headings(lang, page).replace('\u{ad}', "-")
}

/// The page without what was added to it.
fn read(page: &str) -> String {
    page.replace('\u{ad}', "")
        .replace("<span class=\"word\">", "")
        .replace("</span>", "")
}

#[test]
fn long_words_of_headings_are_divided_by_the_syllables_of_their_language() {
    let cases = [
        (
            Lang::Kk,
            "<h1>Автоматтандырылған қызмет</h1>",
            "<h1><span class=\"word\">Авто-мат-тан-ды-рыл-ған</span> қызмет</h1>",
        ),
        (
            Lang::Ru,
            "<h1>В рамках <em>«внутрикорпоративного»</em> перевода</h1>",
            "<h1>В рамках <em><span class=\"word\">«внут-ри-кор-по-ра-тив-ного»</span></em> перевода</h1>",
        ),
        (
            Lang::En,
            "<dt>Responsibilities</dt>",
            "<dt><span class=\"word\">Respon-si-bil-i-ties</span></dt>",
        ),
    ];
    for (lang, page, wanted) in cases {
        assert_eq!(shown(lang, page), wanted);
    }
}

#[test]
fn short_words_other_elements_numbers_and_attributes_stay_as_they_are() {
    for page in [
        "<p>внутрикорпоративного</p><header>внутрикорпоративного</header>",
        "<h1 id=\"внутрикорпоративного\">Өтініш беру</h1>",
        "<h2>1234567890123456789 &lt;b&gt;</h2>",
        "<h3>внутри",
        "",
    ] {
        assert_eq!(headings(Lang::Ru, page), page);
    }
}

#[test]
fn a_word_of_any_length_is_shown_whole() {
    for lang in Lang::ALL {
        for letters in ["a", "ж", "ә", "abc", "мама"] {
            let word = letters.repeat(3_000);
            let page = headings(lang, &format!("<h1>{word}</h1>"));
            assert_eq!(read(&page), format!("<h1>{word}</h1>"));
        }
    }
}
