//! The citizen: registers, fills in every page, brings what is asked for, submits.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::{
    condition::Facts,
    regulation::{Field, FieldKind, Supply, Turn},
    result::read,
    text::Lang,
};
use server::store::document::RESULT;

use super::{
    fill::{Filler, NAME},
    html::{ShownForm, links, words, words_of},
    plan::Plan,
    portal::DrivenPortal,
};
use crate::common::{
    Answer, Browser, Server,
    accounts::register,
    files::PDF,
    fresh_iin,
    journey::{case_of, post},
};

/// The file that is attached wherever one is.
const FILE: &str = "құжат.pdf";

/// Registers citizen number `n` of this run.
pub(super) async fn registered(server: &Server, n: u16) -> Browser {
    let browser = server.browser();
    let iin = fresh_iin((1990, 5, 17), n);
    let phone = format!("+7 701 556 {:02} {:02}", n / 100, n % 100);
    let fields = [
        ("iin", iin.as_str()),
        ("name", "Жүргізушиева Сынақ Үлгіқызы"),
        ("birth-date", "17.05.1990"),
        ("phone", &phone),
        ("email", ""),
        ("password", "a long enough phrase"),
        ("password-again", "a long enough phrase"),
    ];
    let done = register(&browser, "kk", &fields).await;
    assert_eq!(done.status, 303, "{}", words(&done.body));
    browser
}

/// A draft that is filled in by what its pages ask.
pub(super) struct Applicant<'p> {
    pub(super) browser: Browser,
    pub(super) plan: &'p Plan,
    filler: Filler<'p>,
}

impl<'p> Applicant<'p> {
    pub(super) fn new(browser: Browser, plan: &'p Plan, today: NaiveDate) -> Applicant<'p> {
        let filler = Filler {
            wanted: &plan.answers,
            facts: Facts(BTreeMap::new()),
            today,
            other_iin: fresh_iin((1985, 3, 14), 700),
        };
        Applicant {
            browser,
            plan,
            filler,
        }
    }

    /// From the page of the service to the case; returns its id.
    pub(super) async fn apply(&mut self) -> String {
        let plan = self.plan;
        let begin = format!("/kk/services/{}/apply", plan.regulation.id);
        let begun = self.browser.post_form(&begin, &[]).await;
        assert_eq!(begun.status, 303, "{plan}: {}", words(&begun.body));
        let draft = begun.location().to_owned();
        let tasks = self.browser.get(&draft).await;
        let mut page = links(&tasks.body, "main a")
            .into_iter()
            .find(|href| href.starts_with(&format!("{draft}/")))
            .unwrap_or_else(|| panic!("{plan}: {}", words(&tasks.body)));
        while !page.ends_with("/documents") {
            page = self.page(&page).await;
        }
        self.attach_what_is_missing(&draft).await;
        let of_rows = self.attach_to_rows(&draft).await;
        let case = self.submit(&draft).await;
        let own = self.open(&format!("/kk/cabinet/cases/{case}")).await;
        let own = words(&own.body);
        for document in of_rows {
            let told = format!("{document}: {NAME}: {FILE}");
            assert!(own.contains(&told), "{plan}: {told} in {own}");
        }
        case
    }

    /// Fills in a page and returns the next.
    async fn page(&mut self, path: &str) -> String {
        let shown = self.open(path).await;
        let new = format!("{path}/new");
        if links(&shown.body, "main a").contains(&new) {
            self.row(&new).await;
        }
        self.send(path, &shown).await
    }

    /// Adds one row to a list.
    async fn row(&mut self, new: &str) {
        let to_row = self.browser.get(new).await;
        assert_eq!(to_row.status, 303, "{}", words(&to_row.body));
        let path = to_row.location().to_owned();
        let shown = self.open(&path).await;
        self.send(&path, &shown).await;
    }

    async fn open(&self, path: &str) -> Answer {
        let shown = self.browser.get(path).await;
        assert_eq!(
            shown.status,
            200,
            "{} {path}: {}",
            self.plan,
            words(&shown.body)
        );
        shown
    }

    /// Fills in the form of a page; where the answer leads.
    async fn send(&mut self, path: &str, shown: &Answer) -> String {
        let selector = format!("form[action=\"{path}\"]");
        let form = ShownForm::read(&shown.body, &selector).expect(path);
        let topic = self.topic(path);
        let field = |name: &str| field_of(topic, name);
        let posted = self.filler.fill(&form, &[], &field);
        let kept = post(&self.browser, path, &posted).await;
        let told = || format!("{} {path} {posted:?}: {}", self.plan, words(&kept.body));
        assert_eq!(kept.status, 303, "{}", told());
        kept.location().to_owned()
    }

    /// The fields of the page at this path: `/kk/drafts/<id>/<topic>`.
    fn topic(&self, path: &str) -> &'p [Field] {
        let topic = path.split('/').nth(4).unwrap();
        let topic = self.plan.regulation.topic(topic);
        topic.map_or(&[], |topic| &topic.fields)
    }

    async fn attach_what_is_missing(&self, draft: &str) {
        let check = self.open(&format!("{draft}/check")).await;
        let wanted = links(&check.body, "main .notice a");
        for page in wanted {
            assert!(
                page.contains("/documents/"),
                "{}: {}",
                self.plan,
                words(&check.body)
            );
            self.attach(&page).await;
        }
    }

    async fn attach(&self, page: &str) {
        let file = [("files", FILE, PDF)];
        let kept = self.browser.post_multipart(page, &file).await;
        assert_eq!(kept.status, 303, "{page}: {}", words(&kept.body));
    }

    /// Attaches every document that each row of a list has for itself; returns their names.
    async fn attach_to_rows(&self, draft: &str) -> Vec<&'p str> {
        let shown = self.open(&format!("{draft}/documents")).await;
        let mut names = Vec::new();
        for page in links(&shown.body, "main a") {
            let slot = page.strip_prefix(&format!("{draft}/documents/"));
            let document = slot.and_then(|slot| slot.split_once('.'));
            let Some((document, _)) = document else {
                continue;
            };
            let document = self.plan.regulation.slot(document).expect(&page);
            if document.supply == Supply::Attach {
                self.attach(&page).await;
                names.push(document.name.get(Lang::Kk));
            }
        }
        names
    }

    async fn submit(&self, draft: &str) -> String {
        let path = format!("{draft}/sign");
        let shown = self.browser.get(&path).await;
        if shown.status != 200 {
            let check = self.open(&format!("{draft}/check")).await;
            panic!("{}: {}", self.plan, words(&check.body));
        }
        self.consents_once(&shown);
        let form = ShownForm::read(&shown.body, "#sign").unwrap();
        let hash = form.control("sha256").unwrap().value.clone();
        let fields = [("sha256".to_owned(), hash)];
        let done = post(&self.browser, &path, &fields).await;
        assert_eq!(done.status, 303, "{}: {}", self.plan, words(&done.body));
        let case = case_of(done.location());
        // Sent twice, it is one case.
        let again = post(&self.browser, &path, &fields).await;
        assert_eq!(case_of(again.location()), case, "{}", self.plan);
        case
    }

    /// What the form asked consent for, the page of signing does not ask again; where it did not, the page does.
    fn consents_once(&self, sign: &Answer) {
        let topics = self.plan.regulation.topics.iter();
        let fields = topics.flat_map(|topic| &topic.fields);
        let asked = fields.filter(|field| field.kind == FieldKind::Consent && field.required);
        let asked: Vec<&str> = asked.map(|field| field.label.get(Lang::Kk)).collect();
        let page = words(&sign.body);
        let again = app::text::t(Lang::Kk, "sign-declaration-data");
        assert_eq!(page.contains(&again), asked.is_empty(), "{}", self.plan);
        for consent in asked {
            let consent = app::format::label_before(consent);
            assert_eq!(page.matches(&consent).count(), 1, "{}: {page}", self.plan);
        }
    }
}

/// Brings what the act wants at the applicant's own step: the case leads there, nothing goes without it, once is enough.
pub(super) async fn bring(
    portal: &DrivenPortal,
    citizen: &Browser,
    plan: &Plan,
    case: &str,
    turn: &Turn,
) {
    let page = format!("/kk/cabinet/cases/{case}");
    let shown = citizen.get(&page).await;
    entered_stands_first(portal, plan, case, &shown).await;
    let asked = links(&shown.body, "main a").into_iter();
    let mut asked = asked.filter(|href| href.contains("/tasks/"));
    let task = asked
        .next()
        .unwrap_or_else(|| panic!("{plan}: {}", words(&shown.body)));
    let early = citizen.post_form(&task, &[]).await;
    assert_eq!(early.status, 422, "{plan}: {}", words(&early.body));
    let wanted = links(&early.body, "main a");
    for slot in &turn.bring {
        let place = format!("{page}/documents/{slot}");
        // A button where something is typed beside it, which it takes along.
        let opens = format!("name=\"open\" value=\"slot-{slot}\"");
        assert!(
            wanted.iter().any(|href| href.starts_with(&place)) || early.body.contains(&opens),
            "{plan}: {wanted:?}"
        );
        let file = [("files", "растау.pdf", PDF)];
        let kept = citizen.post_multipart(&place, &file).await;
        assert_eq!(kept.status, 303, "{plan}: {}", words(&kept.body));
    }
    let sent = citizen.post_form(&task, &[]).await;
    assert_eq!(sent.status, 303, "{plan}: {}", words(&sent.body));
    let before = portal.stands(case).await;
    let again = citizen.post_form(&task, &[]).await;
    let done = (again.status, again.location());
    assert_eq!(done, (303, page.as_str()), "{plan}: {}", words(&again.body));
    assert_eq!(portal.stands(case).await, before, "{plan}");
}

/// What was entered for the paper that was issued on the way, as the sum and the payee of a levy, stands in the first notice of
/// the applicant's page.
async fn entered_stands_first(portal: &DrivenPortal, plan: &Plan, case: &str, page: &Answer) {
    let documents = portal.store.documents_of(case).await.unwrap().into_iter();
    let mut results = documents.filter(|one| one.kind == RESULT);
    let Some(last) = results.next_back() else {
        return;
    };
    let notices = words_of(&page.body, "main .notice");
    let first = notices.first().map_or("", String::as_str);
    for line in read(&last.body).unwrap().entered {
        let label = [line.label.get(Lang::Kk)];
        for part in line.shown.paragraphs(Lang::Kk).into_iter().chain(label) {
            let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(first.contains(&part), "{plan}: {part} in {first}");
        }
    }
}

/// The field that a control belongs to: its name, or before a point, or behind the choice that reveals it.
pub(super) fn field_of<'f>(fields: &'f [Field], name: &str) -> Option<&'f Field> {
    let id = name.rsplit("--").next().unwrap_or(name);
    let whole = id.split('.').next().unwrap_or(id);
    let is = |wanted: &str| fields.iter().find(|field| field.id == wanted);
    is(id).or_else(|| is(whole))
}
