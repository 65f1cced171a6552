//! What the columns are called in exports of products that many institutions have: Microsoft
//! 365, Entra, Exchange and Active Directory. Every profile knows them, behind its own names.

use crate::fold::fold;
use crate::role::Role;

/// The names by role; of several columns the first name fits best. Each is one from an export
/// or a cmdlet of Microsoft's; case, spaces and word order do not matter.
pub(super) const COLUMNS: [(Role, &[&str]); 10] = [
    (
        Role::LogonName,
        &[
            "SAM account name",
            "User principal name",
            "UPN",
            // The same on pages in other languages.
            "Nome principal do usuário",
            "Nome principal do utilizador",
            "Nombre principal de usuario",
            "Nom d'utilisateur principal",
            "Nom principal de l'utilisateur",
            "Benutzerprinzipalname",
            "Nome entità utente",
            "Nome dell'entità utente",
            "Nome principale utente",
            "User-principal-name",
            "Gebruikersprincipal-naam",
            "Principal-naam van gebruiker",
            "UPN-naam",
            "Användarens huvudnamn",
            "Brugerens hovednavn",
            "Brukerhovednavn",
            "Główna nazwa użytkownika",
        ],
    ),
    (Role::Email, &["Primary SMTP address", "SMTP address", "Windows email address"]),
    (Role::MailboxSize, &["Total item size"]),
    (Role::LastLogon, &["Last logon time", "Last logon date"]),
    (Role::Created, &["When created", "Created date time"]),
    (Role::DistinguishedName, &["DN", "Distinguished name"]),
    // One letter away from “Deleted on”, and the opposite of it.
    (
        Role::ScheduledDeletion,
        &[
            "Delete on",
            "Delete date",
            "Delete at",
            "To be deleted on",
            "Deprovisioned on",
        ],
    ),
    // Lists of deleted users. “Deletion date” stands for a schedule too; which one it is, the
    // rest of the table tells.
    (
        Role::DeletedOn,
        &[
            "Soft deletion timestamp",
            "When soft deleted",
            "Soft deleted on",
            "Deleted date time",
            "Deleted on",
            "Soft deletion date",
            "Deleted date",
            "Date deleted",
            "Deleted at",
            "Deletion timestamp",
            "Deletion time",
            "Deletion date time",
            "Soft deleted date time",
            "Soft deletion date time",
            "Soft deletion time",
            "Deleted time",
            "Deleted date UTC",
            "Deleted on UTC",
            "Deleted date time UTC",
            "Deletion date",
        ],
    ),
    (
        Role::IsDeleted,
        &[
            "Is deleted",
            "Deleted",
            "Is soft deleted",
            "Soft deleted",
            "Is soft deleted by remove",
        ],
    ),
    (
        Role::PermanentDeletion,
        &[
            "Permanent deletion date",
            "Permanently deleted on",
            "Permanent deletion",
            "Permanent delete date",
            "Permanent deletion date time",
            "Permanently delete on",
            "Hard deletion date",
        ],
    ),
];

/// The beginnings of words that say that something was deleted, in the languages in which
/// Microsoft's pages are used, without accents, as [`fold`] gives them: English, Portuguese,
/// Spanish, Italian, French, German, Dutch, Scandinavian, Finnish, Polish, Czech, Hungarian,
/// Turkish, Russian, Ukrainian, Greek, Chinese, Japanese, Korean.
const DELETION_STEMS: &str = "delet exclusao excluid apagad removid remocao eliminad eliminac \
    eliminaz borrad suprimid cancellat cancellaz rimoss rimozion supprim suppress effac gelosch \
    losch geloescht loesch verwijder slettet sletting raderad radering borttag poistet poisto \
    usuniet usuniec odstran smazan torles torolt silin удал видал διαγρα 削除 删除 刪除 삭제";

/// Whether a name of a column or of a file speaks of a deletion.
pub(crate) fn says_deletion(name: &str) -> bool {
    has_stem(name, DELETION_STEMS)
}

fn has_stem(name: &str, stems: &str) -> bool {
    let folded = |text: &str| {
        let mut folded = String::new();
        text.chars().for_each(|c| fold(c, |letter| folded.push(letter)));
        folded
    };
    let name = folded(name);
    stems.split_whitespace().any(|stem| name.contains(&folded(stem)))
}

/// The beginnings of words that say that an account ends without the word deletion.
const DEPROVISIONING_STEMS: &str = "deprovision removal";

/// The beginnings of words that say that a deletion is for good.
const PERMANENCE_STEMS: &str = "perman definitiv endgult endgueltig hard purge";

/// Whether a name of a column speaks of deprovisioning.
pub(crate) fn says_deprovisioning(name: &str) -> bool {
    has_stem(name, DEPROVISIONING_STEMS)
}

/// Whether a name of a column speaks of a deletion for good.
pub(crate) fn says_permanence(name: &str) -> bool {
    has_stem(name, PERMANENCE_STEMS)
}

/// The beginnings of words that say that something is planned.
const PLAN_STEMS: &str = "schedul planned geplant gepland programad planifi pianific previst \
    prevu agendad vorgesehen voraussicht anstehend bevorsteh planow planov planlag planer \
    suunnitel expected upcoming pending запланир план 计划 計劃 計畫 预定 預定 予定 예정";

/// Whether a name of a column speaks of a plan.
pub(crate) fn says_plan(name: &str) -> bool {
    has_stem(name, PLAN_STEMS)
}

/// The beginnings of words that count what is left of something.
const REST_STEMS: &str = "expir days left remain resttage tagen verbleib ubrig jours dias \
    giorni dagen dager dagar zostalo paivaa дней 天 日数 残り";

/// The beginnings of words that say that somebody leaves.
const LEAVING_STEMS: &str = "terminat separat leaving leave exit employment contract austritt \
    vertragsende ausscheid departure depart sortie salida saida cese uscita";

/// Whether a name of a column speaks of somebody's leaving.
pub(crate) fn says_leaving(name: &str) -> bool {
    has_stem(name, LEAVING_STEMS)
}

/// Whether a name of a column speaks of how much is left.
pub(crate) fn says_rest(name: &str) -> bool {
    has_stem(name, REST_STEMS)
}

/// The beginnings of words that say that a moment is of something else than an end.
const OTHER_MOMENT_STEMS: &str = "last creat chang modif sync sign logon login logged passw \
    start hire updat seen activ valid birth joined regist";

/// Whether a name of a column speaks of another moment than that of a deletion.
pub(crate) fn says_other_moment(name: &str) -> bool {
    has_stem(name, OTHER_MOMENT_STEMS)
}
