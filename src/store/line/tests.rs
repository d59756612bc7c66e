//! One line of a journal, to the letter.

use super::*;

#[test]
fn the_published_header_line_has_its_published_check_sum() {
    let line = "h1 eyJmb3JtYXQiOiJyamoiLCJ2IjoxLCJpZCI6IjAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzIiwiY2lwaGVyIjoieGNoYWNoYTIwcG9seTEzMDUiLCJjb21taXQiOiIwODU0NjllOTQ5MzkxYzIzM2E4MjQwMThlYjFmNTQ5NiIsImtleXMiOiJBR0UifQ a91505b1";
    assert!(
        matches!(parse(line.as_bytes()), Some(Line::Header(json)) if json.contains("xchacha20poly1305"))
    );
    assert_eq!(
        LineHash::of(line).to_string(),
        "5f655d26aecbd9e7b6eefa71df0282ac"
    );
}

#[test]
fn the_text_of_a_header_and_an_entry_never_changes() {
    let mut header = Header::plain(HeaderId([3; 16]), Kind::Practice);
    header.app = "0.1.0".to_owned();
    let first = header_line(&header).unwrap();
    assert_eq!(
        first,
        "h1 eyJmb3JtYXQiOiJyamoiLCJ2IjoxLCJtaW5fcmVhZGVyIjoxLCJtaW5fd3JpdGVyIjoxLCJpZCI6IjAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzMDMwMzAzIiwia2luZCI6InByYWN0aWNlIiwibW9kZSI6InBsYWluIiwiYXBwIjoiMC4xLjAifQ 63427bb0"
    );
    assert_eq!(
        entry_line(1, LineHash::of(&first), r#"{"v":1}"#),
        "p1 1 660f89da7529c756f6c69aa38c8f7ad4 eyJ2IjoxfQ 4fcec368"
    );
}

#[test]
fn a_line_comes_back_as_it_was_written() {
    let line = entry_line(41, LineHash([7; 16]), r#"{"text":"Pōwhiri ✓"}"#);
    let Some(Line::Plain {
        number,
        previous,
        body,
    }) = parse(line.as_bytes())
    else {
        panic!("not read back");
    };
    assert_eq!(
        (number, previous, body.as_str()),
        (41, LineHash([7; 16]), r#"{"text":"Pōwhiri ✓"}"#)
    );
}

#[test]
fn a_line_with_a_flipped_bit_is_rejected() {
    let line = entry_line(41, LineHash([7; 16]), r#"{"t":"note"}"#).into_bytes();
    for bit in 0..line.len() * 8 {
        let mut damaged = line.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(parse(&damaged), None, "bit {bit}");
    }
}

#[test]
fn a_number_has_one_spelling_only() {
    for number in [
        "0",
        "00012",
        "-1",
        "+1",
        "1e3",
        "99999999999999999999",
        "18446744073709551615",
        "",
    ] {
        let line = with_sum(format!("p1 {number} {} e30", LineHash([0; 16])));
        assert_eq!(parse(line.as_bytes()), None, "{number}");
    }
    let line = with_sum(format!("p1 4294967295 {} e30", LineHash([0; 16])));
    assert!(parse(line.as_bytes()).is_some());
}
