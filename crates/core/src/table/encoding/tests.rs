//! What is certain, what is guessed, what is told, and how it is decoded in pieces of any size.

use super::*;
use encoding_rs as web;

/// Decodes bytes in pieces of any size, and says what was not of the encoding.
#[track_caller]
fn check_decoded(bytes: &[u8], detected: Detected, text: &str, n_foreign: usize) {
    for n in (1..=bytes.len().min(40)).chain([bytes.len().max(1)]) {
        let mut decoder = Decoder::new(detected);
        let mut out = String::new();
        for chunk in bytes[detected.n_mark..].chunks(n) {
            decoder.push(chunk, false, &mut out);
        }
        decoder.push(&[], true, &mut out);
        assert_eq!(out, text, "in pieces of {n}");
        assert_eq!(decoder.n_foreign(), n_foreign, "in pieces of {n}");
    }
}

#[track_caller]
fn check(bytes: &[u8], encoding: Encoding, text: &str) {
    let detected = detect(bytes, None, true);
    assert_eq!((detected.encoding, detected.is_guess), (encoding, false));
    check_decoded(bytes, detected, text, 0);
}

fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn what_is_certain_in_pieces_of_every_size() {
    let text = "José,Zoë,名前,🙂\r\n";
    check(text.as_bytes(), Encoding::UTF_8, text);
    check(format!("\u{feff}{text}").as_bytes(), Encoding::UTF_8, text);
    let marked = format!("\u{feff}{text}");
    check(&wide(&marked, u16::to_le_bytes), Encoding::UTF_16LE, text);
    check(&wide(&marked, u16::to_be_bytes), Encoding::UTF_16BE, text);
    let text = "Logon,José\r\n";
    check(&wide(text, u16::to_le_bytes), Encoding::UTF_16LE, text);
    check(&wide(text, u16::to_be_bytes), Encoding::UTF_16BE, text);
    check(b"Jos\xe9,Zo\xeb\r\n", Encoding::WINDOWS_1252, "José,Zoë\r\n");
    check(b"", Encoding::UTF_8, "");
    check(b"Jos\xe9", Encoding::WINDOWS_1252, "José");
    check(b"\x80 \x93Jos\xe9\x94 \xff", Encoding::WINDOWS_1252, "€ “José” ÿ");
}

/// A list of names as a program writes it that uses an encoding.
fn list(names: &str, label: &str) -> (Vec<u8>, String) {
    let rows = names.split(' ').zip(1..);
    let text: String =
        rows.map(|(name, n)| format!("user{n},{name},Physics\r\n")).collect();
    let encoding = web::Encoding::for_label(label.as_bytes()).unwrap();
    let (bytes, _, has_lost) = encoding.encode(&text);
    assert!(!has_lost, "{label} has not all letters of {names}");
    (bytes.into_owned(), text)
}

#[track_caller]
fn check_guess(names: &str, label: &str, name: &str) {
    let (bytes, text) = list(names, label);
    let detected = detect(&bytes, None, true);
    assert_eq!((detected.encoding.as_str(), detected.is_guess), (name, true));
    check_decoded(&bytes, detected, &text, 0);
    let wanted = Encoding::from_name(label);
    let said = detect(&bytes, wanted, true);
    assert_eq!((Some(said.encoding), said.is_guess), (wanted, false));
    check_decoded(&bytes, said, &text, 0);
}

const GERMAN: &str = "Müller Schäfer Köhler Groß Jürgen Jörg Käthe Böhm Grün Weiß Schröder \
                      Krüger Möller Bär Göbel";
const SPANISH: &str = "José García Núñez Muñoz Pérez Gómez Martínez Rodríguez Sánchez \
                       González Hernández Ramírez Peña Íñigo";
const CAPITALS: &str = "MÜLLER GARCÍA NÚÑEZ PÉREZ FRANÇOIS HÉLÈNE SØREN ÅSE JOÃO GONÇALVES \
                        PEÑA MARTÍNEZ";
const CZECH: &str = "Dvořák Němec Svoboda Jiří Černý Růžička Kučera Pospíšil Šťastný \
                     Přibyl Křížová Žďárský Řehoř Kateřina Jiřina";

#[test]
fn letters_tell_the_encoding_where_there_are_enough() {
    check_guess(GERMAN, "macintosh", "Mac Roman");
    check_guess(SPANISH, "macintosh", "Mac Roman");
    check_guess(CAPITALS, "macintosh", "Mac Roman");
    check_guess("山田太郎 鈴木花子 佐藤一郎", "shift_jis", "Shift_JIS");
    check_guess("ヤマダ タロウ スズキ ハナコ", "shift_jis", "Shift_JIS");
    check_guess("山田太郎 鈴木花子 佐藤一郎", "euc-jp", "EUC-JP");
    check_guess("Иванов Мария Смирнов", "windows-1251", "Windows-1251");
    check_guess("Иванов Мария Смирнов", "koi8-u", "KOI8-U");
    check_guess("Иванов Мария Смирнов", "ibm866", "DOS 866");
    check_guess(CZECH, "iso-8859-2", "ISO-8859-2");
    check_guess(CZECH, "windows-1250", "Windows-1250");
    check_guess("김철수 이영희 박민수", "euc-kr", "EUC-KR");
    check_guess("王小明 陳大文 林美麗", "big5", "Big5");
    check_guess("王小明 陈大文 林美丽 张伟", "gb18030", "GB18030");
    check_guess("Παπαδόπουλος Γιώργος Μαρία", "windows-1253", "Windows-1253");
    check_guess("محمد أحمد علي حسن فاطمة", "windows-1256", "Windows-1256");
    check_guess("สมชาย สมหญิง วงศ์สุวรรณ", "windows-874", "Windows-874");
}

/// What a character of four bytes is in GB18030 is one in GBK's decoder as well.
#[test]
fn rare_characters_of_gb18030_are_read() {
    check_guess("王小明 陈大文 林美丽 张㑇伟 李𠮷", "gb18030", "GB18030");
}

#[test]
fn a_few_letters_stay_windows_1252() {
    let western =
        [GERMAN, SPANISH, CAPITALS, "François Hélène Zoë Noël Chloé Léa Benoît"];
    let others = [
        "Þór Guðmundsson Sigurðardóttir Björk Ásgeir Ævar Óskar Þórunn Friðrik Örn",
        "O’Brien O’Connor Smith–Jones José O’Neill O’Hara O’Malley O’Reilly O’Toole",
        "Søren Kjær Østergård Bjørn Åse Sørensen Jørgensen Ångström Björk Håkansson",
        "João Conceição Gonçalves Araújo Magalhães Simões Guimarães Antônio Estêvão",
        "Žižek Dušan Saša Škoda Müller García Núñez Pérez Hélène Zoë Søren Kjær",
    ];
    for names in western.into_iter().chain(others) {
        let (bytes, text) = list(names, "windows-1252");
        check(&bytes, Encoding::WINDOWS_1252, &text);
    }
    // Enough for another answer are twelve bytes, and here are eleven and ten.
    for (names, label) in [("Иванова Ада", "windows-1251"), ("김철수 이영", "euc-kr")]
    {
        let (bytes, _) = list(names, label);
        let detected = detect(&bytes, None, true);
        assert_eq!(detected.encoding, Encoding::WINDOWS_1252);
        assert!(!detected.is_guess);
    }
}

/// Few letters tell a page of DOS and Mac Roman, where Windows-1252 has no letters at all.
#[test]
fn a_few_letters_tell_old_computers() {
    let check = |bytes: &[u8], encoding: &str, text: &str| {
        let detected = detect(bytes, None, true);
        assert_eq!((detected.encoding.as_str(), detected.is_guess), (encoding, true));
        check_decoded(bytes, detected, text, 0);
    };
    check(
        b"Name;Key\rM\x9fller;jmull\rPe\x96a;x\r",
        "Mac Roman",
        "Name;Key\rMüller;jmull\rPeña;x\r",
    );
    check(b"Name\rPe\x96a\r", "Mac Roman", "Name\rPeña\r");
    check(b"Name\nM\x9fller\n", "Mac Roman", "Name\nMüller\n");
    check(b"Name\r\nM\x81ller\r\n", "DOS 850", "Name\r\nMüller\r\n");
    check(
        b"Pe\xa4a\r\nJos\x82\r\nBj\x94rk\r\nFran\x87ois\r\n",
        "DOS 850",
        "Peña\r\nJosé\r\nBjörk\r\nFrançois\r\n",
    );
    for names in [GERMAN, SPANISH, CAPITALS, "François Hélène Zoë Noël Chloé Léa"]
    {
        let (_, text) = list(names, "windows-1252");
        let page = Encoding::from_name("DOS 850").unwrap();
        let Tables::Dos(table) = page.0 else { unreachable!() };
        let byte = |c: char| match c.is_ascii() {
            true => c as u8,
            false => 0x80 + table.iter().position(|known| *known == c).unwrap() as u8,
        };
        let bytes: Vec<u8> = text.chars().map(byte).collect();
        check(&bytes, "DOS 850", &text);
    }
}

/// What Windows writes for itself, however few.
#[test]
fn signs_and_capitals_of_windows_are_its_own() {
    for text in ["Acme™ Inc", "Smith–Jones", "MÜLLER", "Éva", "O’Neill", "10 €", "25 °C"]
    {
        let bytes: Vec<u8> =
            text.chars().map(|c| windows_1252_byte(c).unwrap()).collect();
        let bytes = [b"Name\r\n", bytes.as_slice(), b"\r\n"].concat();
        let detected = detect(&bytes, None, true);
        assert_eq!(
            (detected.encoding.as_str(), detected.is_guess),
            ("Windows-1252", false),
            "{text}"
        );
    }
}

#[test]
fn a_sample_that_ends_within_a_character_tells_as_much() {
    let (bytes, _) = list("山田太郎 鈴木花子 佐藤一郎 山", "shift_jis");
    let n_last = ",Physics\r\n".len();
    for n_cut in [n_last, n_last + 1] {
        let sample = &bytes[..bytes.len() - n_cut];
        assert_eq!(detect(sample, None, false).encoding.as_str(), "Shift_JIS");
    }
}

#[test]
fn a_web_page_is_believed() {
    let page = |meta: &str, text: &[u8]| {
        let head = format!("\r\n<html><head>{meta}</head><td>");
        let detected = detect(&[head.as_bytes(), text].concat(), None, true);
        (detected.encoding.as_str(), detected.is_guess)
    };
    let older =
        r#"<META http-equiv=Content-Type content="text/html; charset=windows-1250">"#;
    assert_eq!(page(older, b"\xf8"), ("Windows-1250", false));
    assert_eq!(page("<meta charset=Shift_JIS>", b"\x8eR"), ("Shift_JIS", false));
    assert_eq!(page("<meta charset='utf-8'>", b"\xf8"), ("Windows-1252", false));
    assert_eq!(page("<meta charset='utf-16'>", b"\xf8"), ("Windows-1252", false));
    assert_eq!(page("<meta charset='latin5'>", "ř".as_bytes()), ("UTF-8", false));
    assert_eq!(page("<meta name=a><p charset=big5>", b"\xf8"), ("Windows-1252", false));
}

#[test]
fn a_lone_surrogate_is_replaced_and_counted() {
    let bytes = [b'a', 0, 0x00, 0xd8, b'b', 0, 0x00, 0xd8];
    let detected = Detected::told(Encoding::UTF_16LE);
    check_decoded(&bytes, detected, "a\u{fffd}b\u{fffd}", 2);
    for n in 1..9 {
        let mut decoder = Decoder::new(detected);
        let mut out = String::new();
        for piece in [&bytes[..6], &[7]].concat().chunks(n) {
            decoder.push(piece, false, &mut out);
        }
        decoder.push(&[], true, &mut out);
        assert_eq!(out, "a\u{fffd}b");
        assert_eq!((decoder.n_foreign(), decoder.half()), (1, Some(7)));
    }
}

#[test]
fn foreign_bytes_are_kept_and_counted() {
    let told = |label| Detected::told(Encoding::from_name(label).unwrap());
    let bytes = ["Zoë ".as_bytes(), b"Jos\xe9,\xf0\x9f\x98\xc3"].concat();
    check_decoded(&bytes, told("utf-8"), "Zoë José,ðŸ˜Ã", 5);
    // A lead byte before what cannot follow it, in the middle and at the end.
    check_decoded(b"\x8eR\x81 \x8eR\x81", told("shift_jis"), "山\u{81} 山\u{81}", 2);
    // Three of four bytes; what is no part of it is read for itself.
    check_decoded(b"\x81\x30\x81a", told("gb18030"), "\u{81}0乤", 1);
    check_decoded(b"a\xd2b", told("windows-1253"), "aÒb", 1);
}

#[test]
fn dos_code_pages_can_be_said() {
    for (label, bytes, text) in [
        ("cp437", &b"M\x81ller \xe3"[..], "Müller π"),
        ("IBM850", b"Jos\x82 \xd5", "José ı"),
        ("dos 852", b"Dvo\xfd\xa0k", "Dvořák"),
        ("858", b"\xd5", "€"),
        ("cp866", b"\x88", "И"),
    ] {
        let detected = detect(bytes, Encoding::from_name(label), true);
        check_decoded(bytes, detected, text, 0);
    }
}

#[test]
fn encodings_are_known_by_name() {
    let name = |label| Encoding::from_name(label).map(Encoding::as_str);
    assert_eq!(name("utf8"), Some("UTF-8"));
    assert_eq!(name("UTF-16LE"), Some("UTF-16 LE"));
    assert_eq!(name("windows 1252"), Some("Windows-1252"));
    assert_eq!(name("latin1"), Some("Windows-1252"));
    assert_eq!(name("MacRoman"), Some("Mac Roman"));
    assert_eq!(name("mac"), Some("Mac Roman"));
    assert_eq!(name(" sjis "), Some("Shift_JIS"));
    assert_eq!(name("ebcdic"), None);
    assert_eq!(name("iso-2022-kr"), None);
    assert_eq!(name(""), None);
}

/// Whatever can be chosen is chosen by what the menu calls it, and has a name of its own.
#[test]
fn names_are_unique_and_lead_back() {
    let mut titles = std::collections::BTreeSet::new();
    for encoding in Encoding::all() {
        assert_eq!(Encoding::from_name(encoding.as_str()), Some(encoding));
        assert!(titles.insert(encoding.title()));
    }
    assert_eq!(titles.len(), 42);
}

#[test]
fn every_byte_of_windows_1252_has_its_character() {
    for (byte, c) in [(b'A', 'A'), (0x80, '€'), (0x81, '\u{81}'), (0xff, 'ÿ')] {
        assert_eq!(windows_1252_byte(c), Some(byte));
    }
    assert_eq!(windows_1252_byte('ř'), None);
    assert_eq!(windows_1252_byte('\u{80}'), None);
}

proptest::proptest! {
    /// The decoder in pieces says what `encoding_rs` says of the whole, save for what is
    /// malformed.
    #[test]
    fn pieces_of_any_cut_make_the_same_text(
        bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..60),
        n_encoding in 0..42usize,
        n in 1..9usize,
    ) {
        let detected = Detected::told(Encoding::all().nth(n_encoding).unwrap());
        let read = |n: usize| {
            let mut decoder = Decoder::new(detected);
            let mut out = String::new();
            for piece in bytes.chunks(n) {
                decoder.push(piece, false, &mut out);
            }
            decoder.push(&[], true, &mut out);
            (out, decoder.n_foreign(), decoder.half())
        };
        let whole = read(60);
        proptest::prop_assert_eq!(&read(n), &whole);
        if let (Tables::Web(web), 0, None) = (detected.encoding.0, whole.1, whole.2) {
            let (expected, _) = web.decode_without_bom_handling(&bytes);
            proptest::prop_assert_eq!(whole.0, expected);
        }
    }
}
