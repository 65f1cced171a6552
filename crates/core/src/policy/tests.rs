//! The built-in profiles, what is refused and how, and what can be changed.

use super::*;
use crate::source::Role;

fn text() -> &'static str {
    BUILT_IN[0].1
}

#[test]
fn the_built_in_profile_is_sound() {
    let policy = Policy::built_in(DEFAULT).unwrap();
    assert_eq!(policy.name, DEFAULT);
    assert_eq!(policy.role_of("logon_name").unwrap().0, Role::LogonName);
    assert_eq!(policy.role_of("NAME, LOGON").unwrap().0, Role::LogonName);
    assert_eq!(policy.role_of("Expires in (days)").unwrap().0, Role::ExpiresIn);
    assert_eq!(policy.role_of("Column 1"), None);
    assert_eq!(policy.affiliation("ERF").unwrap().eligible, Eligible::IfEmeritus);
    assert_eq!(policy.flagged_positions[&Role::ScheduledDeletion], 22);
}
