//! A decision that departs from the application: whoever reads the case is told.

use std::fs;

use crate::common::{Server, journey};
use crate::regulation_files::{folder, wanted};

#[tokio::test]
async fn a_decision_that_departs_from_the_application_is_pointed_out() {
    let folder = folder();
    let file = folder.path().join("services/local-social-assistance.toml");
    let text = fs::read_to_string(&file).unwrap();
    let amount = "meaning = \"amount\"\n";
    let asked = format!("{amount}prefill = \"answer.own-income\"\n");
    fs::write(&file, text.replace(amount, &asked)).unwrap();
    let server = Server::start_with(wanted(&folder, 0)).await;
    let head = server.login_staff("head").await;
    let store = server.store().await;
    for (n, amount, told) in [(0, "184 500", true), (1, "90 000", false)] {
        let (_, case) = journey::submitted(&server, n).await;
        journey::up_to_commission(&server, &store, &case).await;
        let decision = [
            ("outcome", "granted"),
            ("conclusion-number", "15"),
            ("conclusion-date", &journey::visit_day()),
            ("granted--amount", amount),
            ("granted--how-often", "once"),
        ];
        journey::step(&server, "special", &case, "special-commission", &decision).await;
        let page = head.get(&format!("/ru/staff/cases/{case}")).await.body;
        let title = "Проверьте решение";
        assert_eq!(page.contains(title), told, "{page}");
        let both = "в заявлении – 90\u{202f}000\u{202f}₸, в решении – 184\u{202f}500\u{202f}₸";
        assert_eq!(page.contains(both), told, "{page}");
        let signed = [("outcome", "signed")];
        journey::step(&server, "head", &case, "sign", &signed).await;
        let page = head.get(&format!("/ru/staff/cases/{case}")).await.body;
        assert!(!page.contains(title), "it is signed: {page}");
    }
    store.close().await;
}
