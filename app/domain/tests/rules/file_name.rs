//! Names of files: typed by anybody, saved by an official.

use domain::file_name::{ascii, served, shown};

const PDF: &str = "application/pdf";

#[test]
fn a_name_ends_as_the_content_does() {
    for (typed, kind, wanted) in [
        ("Справка.pdf.hta", PDF, "Справка.pdf"),
        ("setup.exe", PDF, "setup.pdf"),
        ("Справка.PDF", PDF, "Справка.pdf"),
        ("снимок.jpeg", "image/jpeg", "снимок.jpg"),
        ("снимок.pdf", "image/png", "снимок.png"),
        ("passwd", PDF, "passwd.pdf"),
        ("Справка 12.05.2026", PDF, "Справка 12.05.2026.pdf"),
        ("Справка 12.05.2026.pdf", PDF, "Справка 12.05.2026.pdf"),
        ("Договор.v2.final.pdf", PDF, "Договор.v2.final.pdf"),
        ("Смирнов А.И", PDF, "Смирнов А.И.pdf"),
        ("a.exe.pdf.js.scr", PDF, "a.pdf"),
        (".pdf", PDF, "file.pdf"),
        ("pdf", PDF, "file.pdf"),
        ("doc.pdf", PDF, "doc.pdf"),
        ("", PDF, "file.pdf"),
        ("...", PDF, "file.pdf"),
    ] {
        assert_eq!(served(typed, kind), wanted, "{typed:?}");
    }
}

#[test]
fn signs_that_are_not_seen_and_parts_of_paths_are_gone() {
    for (typed, wanted) in [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Әли\\құжат.pdf", "құжат.pdf"),
        ("a\u{202e}fdp.exe", "afdp.pdf"),
        ("а\u{200b}к\u{2066}т\u{feff}\u{e0041}.pdf", "акт.pdf"),
        ("акт\r\nSet-Cookie: a.pdf", "актSet-Cookie_ a.pdf"),
        ("a\0b.pdf", "ab.pdf"),
        ("акт. . .pdf. .", "акт.pdf"),
        (" \u{3164}\u{ffa0}.pdf", "file.pdf"),
        ("a<b>c:d\"e|f?g*h.pdf", "a_b_c_d_e_f_g_h.pdf"),
    ] {
        assert_eq!(served(typed, PDF), wanted, "{typed:?}");
    }
}

#[test]
fn names_of_devices_are_not_given() {
    for typed in [
        "CON",
        "con.pdf",
        "Aux.txt",
        "COM1.pdf",
        "lpt9",
        "COM¹.pdf",
        "nul .pdf",
        "prn.a1.pdf",
    ] {
        assert!(
            served(typed, PDF).starts_with("file-"),
            "{typed}: {}",
            served(typed, PDF)
        );
    }
    assert_eq!(served("Contract.pdf", PDF), "Contract.pdf");
    assert_eq!(served("com10.pdf", PDF), "com10.pdf");
}

#[test]
fn a_long_name_keeps_its_end_and_fits_a_file_system() {
    for sign in ["a", "я", "字", "𝒜"] {
        let name = served(&format!("{} бет 12.pdf", sign.repeat(400)), PDF);
        assert!(
            name.ends_with(" бет 12.pdf") && name.contains('…'),
            "{name}"
        );
        assert!(name.len() <= 204 && name.chars().count() <= 104, "{name}");
    }
}

#[test]
fn a_name_in_order_stays_as_it_is() {
    for typed in [
        "Справка.pdf.hta",
        "a\u{202e}fdp.exe",
        "CON",
        "Договор.v2.final.pdf",
        "x.y.z.w1",
        "акт 1. 2. .pdf",
        "",
    ] {
        let once = served(typed, PDF);
        assert_eq!(served(&once, PDF), once, "{typed:?}");
    }
    let long = served(&"я".repeat(500), PDF);
    assert_eq!(served(&long, PDF), long);
}

#[test]
fn old_programs_get_ascii() {
    for (name, wanted) in [
        ("Справка.pdf", "file.pdf"),
        ("Справка 2026.pdf", "_______ 2026.pdf"),
        ("akt (1).pdf", "akt (1).pdf"),
        ("50%.pdf", "50_.pdf"),
    ] {
        assert_eq!(ascii(name), wanted);
    }
}

#[test]
fn what_is_said_of_a_refused_file_is_clean_too() {
    assert_eq!(shown("a\u{202e}fdp.exe"), "afdp.exe");
    assert_eq!(shown("\u{200b}"), "file");
}
