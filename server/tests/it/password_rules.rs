//! Which passwords are refused, and why.

use server::flow::password_rules::{Owner, PasswordFault, fault};

const OWNER: Owner<'_> = Owner {
    login: "840314400123",
    phone: "+77011234567",
    name: "Үлгібаева Айсұлу Сынаққызы",
};

#[test]
fn characters_are_counted_as_people_see_them() {
    // Ten letters, one of them written as a letter with a mark, as a Mac may send it.
    let composed = "й\u{438}\u{306}кмшрвбтз";
    assert_eq!(fault(&composed[2..], OWNER), Some(PasswordFault::Short));
    assert_ne!(fault(composed, OWNER), Some(PasswordFault::Short));
    assert_eq!(fault("қысқа сөз", OWNER), Some(PasswordFault::Short));
    let long = "ұзын сөйлем ".repeat(12);
    assert_eq!(fault(&long, OWNER), Some(PasswordFault::Long));
}

#[test]
fn what_is_tried_first_is_refused() {
    for common in [
        "1234567890",
        "qwertyuiop",
        "Qwerty123456",
        "йцукенгшщз",
        "ЙЦУКЕНгшщз",
        "фывапролдж",
        "aaaaaaaaaaaa",
        "password2026",
        "пароль2026",
        "құпиясөз12",
        "қазақстан1",
        "абвабвабвабв",
        "0987654321",
        "31.12.1999",
        "әіңғүұқөһ1",
        "otinish-2026",
        "Otinish 2026!",
        "өтініш2026!",
        "Отиниш.2026",
        "otinish otinish",
    ] {
        assert_eq!(
            fault(common, OWNER),
            Some(PasswordFault::Common),
            "{common}"
        );
    }
}

#[test]
fn what_others_know_of_the_owner_is_refused() {
    for (password, why) in [
        ("ИИН 840314400123", PasswordFault::HasLogin),
        ("тел 8 701 123-45-67 мой", PasswordFault::HasPhone),
        ("+77011234567 номер", PasswordFault::HasPhone),
        ("айсұлуТаңғыАспан", PasswordFault::HasName),
        ("красный ҮЛГІБАЕВА дом", PasswordFault::HasName),
        ("моё 840314 400-123 число", PasswordFault::HasLogin),
        ("８40314400123 цифры", PasswordFault::HasLogin),
        ("Aйcұлу таңғы аспан", PasswordFault::HasName),
        ("красный Улгибаева дом", PasswordFault::HasName),
        ("айcулу и синее небо", PasswordFault::HasName),
    ] {
        assert_eq!(fault(password, OWNER), Some(why), "{password}");
    }
    let staff = Owner {
        login: "registrar",
        ..Owner::default()
    };
    for password in ["Registrar на посту", "regis-trar на посту"] {
        assert_eq!(fault(password, staff), Some(PasswordFault::HasLogin));
    }
    let kakharman = Owner {
        name: "Қаһарман",
        ..Owner::default()
    };
    for password in ["синий Қаhарман идёт", "синий Кахарман идёт"]
    {
        assert_eq!(fault(password, kakharman), Some(PasswordFault::HasName));
    }
}

#[test]
fn phrases_are_taken_in_every_language() {
    for good in [
        "сынаққа арналған сөйлем",
        "красный дом у реки",
        "a long enough phrase",
        "Kx9#vmQ2!rTz",
        "менің өтініш туралы ойым",
    ] {
        assert_eq!(fault(good, OWNER), None, "{good}");
    }
    // A short name may stand in any sentence.
    let short = Owner {
        name: "Ли Ким Ян",
        ..Owner::default()
    };
    assert_eq!(fault("лимоны килограммами", short), None);
}
