//! Who may open what: every route as nobody, as its owner, as another citizen, and as each official of the same and
//! of another office. Somebody else's things do not exist: 404, never 403.

use crate::access_routes::ROUTES;
use crate::access_visitors::{Door, Visitor, Who, visitors};
use crate::common::{
    Browser, Server, Wanted,
    files::PDF,
    fresh_iin,
    journey::{self, SERVICE},
};

use Door::{
    Administrators, Citizens, Everyone, HalfIn, Heads, NoOfficial, Office, Owner, OwnerAtTheEnd,
    Staff,
};

/// What is asked for: the ids of things that exist and belong to the owner.
pub(crate) struct Things {
    pub(crate) case: String,
    code: String,
    case_file: String,
    draft: String,
    draft_file: String,
}

impl Things {
    pub(crate) fn address(&self, route: &str) -> String {
        let of_case = route.contains("/cases/");
        let (id, file) = if of_case {
            (&self.case, &self.case_file)
        } else {
            (&self.draft, &self.draft_file)
        };
        let (act, service) = SERVICE.split_once('/').unwrap();
        // Alone it is the service over all regions; the router wants one name in one place.
        let act = match route.ends_with("/{act}") {
            true => service,
            false => act,
        };
        let topic = if route.contains("{member}") {
            "family"
        } else {
            "applicant"
        };
        [
            ("{lang}", "kk"),
            ("{act}", act),
            ("{service}", service),
            ("{id}", id),
            ("{case}", &self.case),
            ("{file}", file),
            ("{code}", &self.code),
            ("{topic}", topic),
            ("{member}", "1"),
            ("{slot}", "income"),
            ("{task}", "1"),
            ("{step}", "check-documents"),
        ]
        .into_iter()
        .fold(route.to_owned(), |address, (name, value)| {
            address.replace(name, value)
        })
    }
}

/// The status and where a redirect leads. The body is not waited for: that of news never ends.
async fn ask(browser: &Browser, method: &str, route: &str, things: &Things) -> (u16, String) {
    let mut request = browser.request(method, &things.address(route));
    let takes_files =
        route.ends_with("/documents/{slot}") || route.ends_with("/steps/{step}/files");
    if method == "POST" && takes_files {
        let part = reqwest::multipart::Part::bytes(PDF).file_name("a.pdf");
        request = request.multipart(reqwest::multipart::Form::new().part("files", part));
    } else if method == "POST" {
        request = request
            .header("content-type", "application/x-www-form-urlencoded")
            .body("");
    }
    let answer = request.send().await.unwrap();
    let location = answer
        .headers()
        .get("location")
        .map_or("", |value| value.to_str().unwrap());
    (answer.status().as_u16(), location.to_owned())
}

/// Fails if `visitor` gets anything else than the door grants.
fn check(
    visitor: &Visitor,
    door: Door,
    ended: bool,
    what: &str,
    (status, location): (u16, String),
) {
    let who = if ended {
        visitor.at_the_end
    } else {
        visitor.who
    };
    let asked_in = |login: &str| status == 303 && location.starts_with(&format!("{login}?next="));
    let what = format!("{what} as {who:?}: {status} {location}");
    assert!(status < 500, "{what}");
    let citizen = matches!(who, Who::Owner | Who::OtherCitizen);
    let staff = matches!(who, Who::Inside | Who::Outside);
    match door {
        Everyone => assert!(status != 404 && !location.contains("login?next"), "{what}"),
        // Only a page of the form answers a lost session itself: with the login page, which keeps what was posted.
        Owner if !citizen && what.starts_with("POST /{lang}/drafts/{id}/{topic}") => {
            assert!(asked_in("/kk/login") || status == 403, "{what}")
        }
        Citizens | Owner | OwnerAtTheEnd if !citizen => assert!(asked_in("/kk/login"), "{what}"),
        HalfIn => assert_eq!(
            (status, location.as_str()),
            (303, "/kk/staff/login"),
            "{what}"
        ),
        Staff | Office | Heads | Administrators | NoOfficial if !staff => {
            assert!(asked_in("/kk/staff/login"), "{what}")
        }
        OwnerAtTheEnd if !ended => assert_eq!(status, 404, "{what}"),
        Owner | OwnerAtTheEnd if who == Who::OtherCitizen => assert_eq!(status, 404, "{what}"),
        Office if who == Who::Outside => assert_eq!(status, 404, "{what}"),
        NoOfficial => assert_eq!(status, 404, "{what}"),
        Heads | Administrators if visitor.also != Some(door) => assert_eq!(status, 404, "{what}"),
        // Files are taken for the step that is open, from one official of the office; the others are told whose it is.
        // Once it is done, all of them are told by whom.
        Office if what.contains("{step}/files") && ended => assert_eq!(status, 422, "{what}"),
        Office if what.contains("{step}/files") => {
            assert!(
                status == 422 || location.starts_with("/kk/staff/cases/"),
                "{what}"
            )
        }
        _ => assert!(status != 404 && !location.contains("login"), "{what}"),
    }
}

/// What stands behind `mark` in the page, up to the next character that is in no id.
fn after(page: &str, mark: &str) -> String {
    let (_, rest) = page
        .split_once(mark)
        .unwrap_or_else(|| panic!("{mark} in {page}"));
    rest.chars()
        .take_while(|char| char.is_ascii_alphanumeric() || *char == '-')
        .collect()
}

/// A case that was submitted, and a new draft with a family member and a file.
pub(crate) async fn things(server: &Server) -> (Browser, Things) {
    let (owner, case) = journey::submitted(server, 0).await;
    let page = owner.get(&format!("/kk/cabinet/cases/{case}")).await.body;
    let receipt = owner
        .get(&format!("/kk/cabinet/cases/{case}/receipt"))
        .await
        .body;
    let draft = journey::filled_draft(&owner, 0).await;
    let member = [
        ("name", "Үлгібаев Ерлан"),
        ("iin", &fresh_iin((2010, 5, 6), 100)),
        ("relation", "child"),
        ("income", "0"),
    ];
    journey::topic(&owner, &draft, "family/1", &member).await;
    let slot = owner
        .get(&format!("/kk/drafts/{draft}/documents/income"))
        .await
        .body;
    let things = Things {
        case_file: after(&page, &format!("/kk/cabinet/cases/{case}/files/")),
        code: after(&receipt, "/kk/status/"),
        draft_file: after(&slot, &format!("/kk/drafts/{draft}/documents/income/")),
        case,
        draft,
    };
    (owner, things)
}

#[tokio::test]
async fn each_route_opens_to_whom_it_is_for() {
    // Without a contact there is no security.txt.
    let settings = ["--security-contact", "mailto:security@example.kz"];
    let server = Server::start_with(Wanted {
        settings: settings.map(str::to_owned).to_vec(),
        ..Wanted::default()
    })
    .await;
    let (owner, things) = things(&server).await;
    let visitors = visitors(&server, &owner).await;
    let store = server.store().await;
    let before = journey::registers_asked(&store, &things.case).await;
    for (method, route, door) in ROUTES {
        for visitor in &visitors {
            // Whoever logs out cannot be asked again; once is enough.
            if route.ends_with("/logout") && visitor.who != Who::Nobody {
                continue;
            }
            let answer = ask(&visitor.browser, method, route, &things).await;
            // What the owner took away is gone for the owner too.
            check(visitor, door, false, &format!("{method} {route}"), answer);
        }
    }
    let case = store.case(&things.case).await.unwrap().unwrap();
    let work = store.work_of(&things.case).await.unwrap();
    assert_eq!(
        (case.seq, work.tasks[0].step.as_str()),
        (before + 1, "check-documents"),
        "more happened to the case than that its owner added a document"
    );

    journey::up_to_commission(&server, &store, &things.case).await;
    journey::granted(&server, &things.case).await;
    store.close().await;
    for (method, route, door) in ROUTES
        .into_iter()
        .filter(|(.., door)| matches!(door, OwnerAtTheEnd | Office))
    {
        for visitor in &visitors {
            check(
                visitor,
                door,
                true,
                &format!("{method} {route} at the end"),
                ask(&visitor.browser, method, route, &things).await,
            );
        }
    }
}
