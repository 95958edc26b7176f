//! Who is registered after the code, who is not, and what each is told.

use server::flow::password_rules;

use crate::common::{
    Server, Wanted,
    accounts::{self, END, begin, begun, close_account, code_number, give},
    citizen_iin, fresh_iin,
};

#[tokio::test]
async fn nothing_is_looked_up_before_the_code_and_then_both_refusals_are_the_same() {
    let server = Server::start().await;
    let iin = citizen_iin(0);
    let known = [("iin", iin.as_str()), ("birth-date", "14.03.1984")];
    let has_account = [&known[..], &[("name", "Үлгібаева Айсұлу Сынаққызы")]].concat();
    let disagrees = [
        &known[..],
        &[
            ("name", "Үлгібаева Айнұр Сынаққызы"),
            ("phone", "+7 701 555 43 21"),
        ],
    ]
    .concat();
    let (one, other) = (server.browser(), server.browser());
    for (browser, fields) in [(&one, &has_account), (&other, &disagrees)] {
        assert_eq!(begin(browser, fields).await.location(), "/ru/register/code");
    }
    let taken = give(&one, &code_number(&one, END, 1).await).await;
    let wrong = give(&other, &code_number(&other, "4321", 1).await).await;
    assert_eq!((taken.status, wrong.status), (422, 422));
    assert!(taken.body.contains("Мотивированный отказ в авторизации"));
    let same = taken
        .body
        .replace("Айсұлу", "Айнұр")
        .replace("5551234", "5554321");
    assert_eq!(same, wrong.body);
    // Only whoever has the account learns of it, at the number that it has.
    accounts::told(&one, "0001", "пытались зарегистрироваться").await;
    assert_eq!(accounts::messages_to(&one, END).await.len(), 1);
}

#[tokio::test]
async fn a_mistake_in_the_name_costs_no_second_code_and_guessing_does() {
    let server = Server::start().await;
    let browser = server.browser();
    let iin = citizen_iin(0);
    let store = server.store().await;
    close_account(&store, &iin).await;
    store.close().await;
    let named = |name| {
        [
            ("iin", iin.as_str()),
            ("birth-date", "14.03.1984"),
            ("name", name),
        ]
    };
    begin(&browser, &named("Үлгібаева Айнұр Сынаққызы")).await;
    let code = code_number(&browser, END, 1).await;
    assert_eq!(give(&browser, &code).await.status, 422);
    for name in [
        "Үлгібаева Айгүл Сынаққызы",
        "Үлгібаева Айдана Сынаққызы",
        "Үлгібаева Ақмарал Сынаққызы",
    ] {
        assert_eq!(begin(&browser, &named(name)).await.status, 422, "{name}");
    }
    let right = begin(&browser, &named("Үлгібаева Айсұлу Сынаққызы")).await;
    assert_eq!(
        (right.status, right.location()),
        (303, "/ru/cabinet?said=registered"),
        "{}",
        right.body
    );

    // Five persons for one code, then a new one.
    let guesser = server.browser();
    let fields = |name| {
        [
            named(name),
            [
                ("phone", "+7 701 555 33 22"),
                ("email", ""),
                ("sure", "yes"),
            ],
        ]
        .concat()
    };
    begin(&guesser, &fields("Сынақова Айгүл Үлгіқызы")).await;
    give(&guesser, &code_number(&guesser, "3322", 1).await).await;
    for _ in 0..4 {
        assert_eq!(
            begin(&guesser, &fields("Сынақова Дана Үлгіқызы"))
                .await
                .status,
            422
        );
    }
    let spent = begin(&guesser, &fields("Сынақова Әсел Үлгіқызы")).await;
    assert_eq!(spent.location(), "/ru/register/code");
}

#[tokio::test]
async fn a_child_is_told_who_registers() {
    let server = Server::start().await;
    let born = (2023, 2, 3);
    let iin = fresh_iin(born, 100);
    let child = [
        ("iin", iin.as_str()),
        ("birth-date", "03.02.2023"),
        ("sure", "yes"),
    ];
    let told = begin(&server.browser(), &child).await;
    assert_eq!(told.status, 422);
    assert!(told.body.contains("href=\"#birth-date\""));
    assert!(told.body.contains("По правилам портала") && told.body.contains("родитель или опекун"));
    assert!(told.body.contains("value=\"03.02.2023\""));
    // Another date beside the number of a child does not help.
    let odd = [
        ("iin", iin.as_str()),
        ("birth-date", "03.02.1993"),
        ("sure", "yes"),
    ];
    assert_eq!(begin(&server.browser(), &odd).await.status, 422);
}

#[tokio::test]
async fn sixteen_is_old_enough_from_the_birthday_on() {
    use chrono::Datelike;
    let server = Server::start().await;
    let today = domain::calendar::local(chrono::Utc::now()).date_naive();
    for (days, status) in [(0, 303), (1, 422)] {
        let born = today + chrono::TimeDelta::days(days);
        let born = born
            .with_year(today.year() - 16)
            .unwrap_or(born - chrono::TimeDelta::days(5844));
        let iin = fresh_iin((born.year(), born.month(), born.day()), 100);
        let date = born.format("%d.%m.%Y").to_string();
        let fields = [
            ("iin", iin.as_str()),
            ("birth-date", &date),
            ("sure", "yes"),
        ];
        assert_eq!(
            begin(&server.browser(), &fields).await.status,
            status,
            "{date}"
        );
    }
}

#[tokio::test]
async fn for_a_number_whose_check_digit_is_wrong_the_way_out_is_named() {
    let server = Server::start().await;
    let answer = begin(&server.browser(), &[("iin", "123456789012")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains("контрольная цифра") && answer.body.contains("ЦОНе"));
}

#[tokio::test]
async fn passwords_are_refused_in_their_own_words() {
    let server = Server::start().await;
    for (password, fault) in [
        ("қысқа", password_rules::PasswordFault::Short),
        ("йцукенгшщз", password_rules::PasswordFault::Common),
        (
            "моя ПРИМЕРОВА жизнь",
            password_rules::PasswordFault::HasName,
        ),
        ("звони 7015551234", password_rules::PasswordFault::HasPhone),
    ] {
        let fields = [("password", password), ("password-again", password)];
        let answer = begin(&server.browser(), &fields).await;
        assert_eq!(answer.status, 422, "{password}");
        let words = app::text::t(app::text::Lang::Ru, fault.key());
        assert!(answer.body.contains(&words), "{password}: {words}");
        assert!(!answer.body.contains(password));
    }
}

#[tokio::test]
async fn one_number_gets_five_codes_an_hour() {
    let server = Server::start_with(Wanted {
        rate_limit: true,
        ..Wanted::default()
    })
    .await;
    for _ in 0..5 {
        begun(&server.browser()).await;
    }
    let browser = server.browser();
    let more = begin(&browser, &[]).await;
    assert_eq!(more.status, 429);
    assert!(
        more.body.contains("слишком много кодов")
            && more.body.contains("value=\"vera@example.kz\"")
    );
    let other = begin(&browser, &[("phone", "+7 701 555 12 35")]).await;
    assert_eq!(other.status, 303, "another number is not held back");
}
