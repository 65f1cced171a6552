//! The accounts outside the answer that a search finds.

use crate::search::{Words, fold_into};
use reprieve_core::answer::{Answer, Place, Row};
use reprieve_core::role::Role;

/// The accounts outside the answer, one by one: those that are flagged elsewhere, then the
/// clear ones; `None` for each that the search does not find.
pub fn outside<'a>(
    answer: &'a Answer,
    words: &'a Words,
) -> impl Iterator<Item = Option<Row>> + 'a {
    let elsewhere = answer.flagged().iter().filter(|row| row.place != Place::Answer);
    let mut text = String::new();
    elsewhere.cloned().chain(answer.clear()).map(move |row| {
        text.clear();
        let person = answer.display_name(&row);
        let cells = [Role::Email, Role::Department, Role::Reason];
        let parts = [answer.logon_name(&row), &person, row.standing().title()]
            .into_iter()
            .chain(cells.map(|role| answer.text(&row, role)))
            .chain(
                row.affiliations
                    .iter()
                    .flat_map(|codes| codes.iter())
                    .map(String::as_str),
            );
        for part in parts {
            fold_into(part, &mut text);
            text.push('\n');
        }
        words.iter().all(|word| text.contains(word)).then_some(row)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::tests::answer;

    #[track_caller]
    fn check(search: &str, expected: &[&str]) {
        let answer = answer();
        let rows: Vec<Row> = outside(&answer, &Words::new(search)).flatten().collect();
        let names: Vec<&str> = rows.iter().map(|row| answer.logon_name(row)).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn a_search_finds_who_is_not_in_the_answer() {
        check("ddean", &["ddean"]);
        check("DI dean art", &["ddean"]);
        check("other", &["other"]);
        check("clear", &["ddean"]);
        check("zadams", &[]);
        check("dean other", &[]);
    }
}
