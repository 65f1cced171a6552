//! Files in the making: each stands beside the one that it is going to replace, so that what
//! stood there before is whole until the new one is.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use tempfile::{NamedTempFile, TempPath};

/// How many links are followed to the file that they mean, as on Linux.
const MAX_LINKS: usize = 40;

/// What has to go when somebody stops the program.
static TEMPORARIES: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// A file that is written, and is not in its place yet. Without [`replace_all`] it goes, and
/// nothing has changed.
#[derive(Debug)]
pub(crate) struct Replacement {
    target: PathBuf,
    temporary: BufWriter<NamedTempFile>,
}

/// The way back from a file that is in its place.
struct WayBack {
    target: PathBuf,
    /// What stood there before.
    before: Option<TempPath>,
}

impl Replacement {
    /// Begins a file that is going to stand at `path`, or where its links lead.
    pub(crate) fn begin(path: &Path) -> io::Result<Replacement> {
        let target = target(path)?;
        let before = match fs::metadata(&target) {
            Ok(before) => {
                // A file that may not be written to may not be replaced either.
                OpenOptions::new().write(true).open(&target)?;
                Some(before)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        clean_up_when_stopped();
        let mut temporaries = temporaries();
        let temporary = beside(&target, |builder, folder| builder.tempfile_in(folder))?;
        temporaries.push(temporary.path().to_owned());
        drop(temporaries);
        if let Some(before) = before {
            keep_permissions(&before, temporary.as_file())?;
        }
        Ok(Replacement { target, temporary: BufWriter::new(temporary) })
    }

    /// Ends the writing: all bytes are on the disk, or there is an error.
    pub(crate) fn end(&mut self) -> io::Result<()> {
        self.temporary.flush()?;
        self.temporary.get_ref().as_file().sync_all()
    }

    /// Puts the file in its place; with `is_last` there is no way back.
    fn replace(self, is_last: bool) -> io::Result<WayBack> {
        let Replacement { target, temporary } = self;
        let temporary = temporary.into_inner().map_err(|error| error.into_error())?;
        let is_there = fs::symlink_metadata(&target).is_ok();
        let before = match is_there && !is_last {
            true => Some(kept(&target)?),
            false => None,
        };
        match temporary.persist(&target) {
            Ok(_) => Ok(WayBack { target, before }),
            Err(error) => {
                WayBack { target, before }.restore();
                Err(error.error)
            }
        }
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.temporary.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.temporary.flush()
    }
}

impl WayBack {
    /// Puts back what stood there before.
    fn restore(self) {
        // There is nobody left to tell when this fails too.
        match self.before {
            Some(before) => drop(before.persist(&self.target)),
            None => drop(fs::remove_file(&self.target)),
        }
    }
}

/// Puts all files in their places, or none of them; the error comes with the name of the one
/// that cannot be.
pub(crate) fn replace_all(
    files: Vec<(String, Replacement)>,
) -> Result<(), (String, io::Error)> {
    // Whoever stops the program now waits until all are in their places.
    let mut temporaries = temporaries();
    let n_files = files.len();
    let mut done: Vec<WayBack> = Vec::new();
    for (name, file) in files {
        match file.replace(done.len() + 1 == n_files) {
            Ok(replaced) => done.push(replaced),
            Err(error) => {
                done.into_iter().rev().for_each(WayBack::restore);
                return Err((name, error));
            }
        }
    }
    temporaries.clear();
    Ok(())
}

/// Where a path leads in the end, whether or not a file stands there.
pub(crate) fn target(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        let Ok(link) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(link);
    }
    let name = path.file_name().ok_or(ErrorKind::IsADirectory)?;
    Ok(folder_of(&path).canonicalize()?.join(name))
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."))
}

/// Makes something beside a file under a name of its own.
fn beside<T>(
    target: &Path,
    make: impl FnOnce(&tempfile::Builder, &Path) -> io::Result<T>,
) -> io::Result<T> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".reprieve-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any new file, of which the user's mask takes away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    // The error names the temporary file, of which nobody has heard.
    make(&builder, folder_of(target)).map_err(|error| match error.raw_os_error() {
        Some(_) => error,
        None => error.kind().into(),
    })
}

/// Another name of what stands at a path, or itself where a file has but one name.
fn kept(target: &Path) -> io::Result<TempPath> {
    let keep =
        |path: &Path| fs::hard_link(target, path).or_else(|_| fs::rename(target, path));
    beside(target, |builder, folder| builder.make_in(folder, keep))
        .map(NamedTempFile::into_temp_path)
}

/// Gives a new file the owner and the permissions of the one that it replaces.
#[cfg(unix)]
fn keep_permissions(before: &Metadata, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let created = new.metadata()?;
    let mut mode = before.mode() & 0o777;
    if (before.uid(), before.gid()) != (created.uid(), created.gid())
        && fchown(new, Some(before.uid()), Some(before.gid())).is_err()
        && fchown(new, None, Some(before.gid())).is_err()
    {
        // Another group may do no more than everybody.
        mode &= 0o707 | (mode & 0o007) << 3;
    }
    new.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_permissions(_: &Metadata, _: &File) -> io::Result<()> {
    // What may not be written to is not replaced, and there is nothing else to keep.
    Ok(())
}

fn temporaries() -> MutexGuard<'static, Vec<PathBuf>> {
    TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes what is half written when somebody stops the program.
fn clean_up_when_stopped() {
    /// What a shell says of a program that was stopped by Ctrl C.
    const STOPPED: i32 = 130;
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let clean_up = || {
            for path in temporaries().iter() {
                fs::remove_file(path).ok();
            }
            std::process::exit(STOPPED);
        };
        // Whoever has said that signals are to be ignored, as `nohup` does, is obeyed.
        ctrlc::try_set_handler(clean_up).ok();
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(path: &Path, text: &str) -> (String, Replacement) {
        let mut file = Replacement::begin(path).unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file.end().unwrap();
        (path.display().to_string(), file)
    }

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn what_is_in_its_place_goes_back_when_another_cannot_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("old"), "old").unwrap();
        let files = ["old", "new", "last"].map(|name| begun(&path(name), "next"));
        // Somebody puts a folder there in the meantime.
        fs::create_dir(path("last")).unwrap();
        let (name, _) = replace_all(files.into()).unwrap_err();
        assert_eq!(name, path("last").display().to_string());
        assert_eq!(fs::read_to_string(path("old")).unwrap(), "old");
        assert!(!path("new").exists());
        assert_eq!(names(folder.path()), 2);

        let files = ["old", "new"].map(|name| begun(&path(name), "next"));
        replace_all(files.into()).unwrap();
        assert_eq!(fs::read_to_string(path("old")).unwrap(), "next");
        assert_eq!(fs::read_to_string(path("new")).unwrap(), "next");
        assert_eq!(names(folder.path()), 3);
    }

    #[test]
    fn what_is_not_put_in_its_place_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        drop(begun(&folder.path().join("new"), "half"));
        assert_eq!(names(folder.path()), 0);
    }
}
