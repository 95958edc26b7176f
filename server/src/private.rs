//! Files for nobody but the user of the server, whatever the umask of whoever started it.

use std::{
    fs::{self, Permissions},
    io,
    os::unix::fs::PermissionsExt,
    path::Path,
};

use rustix::{fs::Mode, process::umask};

/// From now on the program creates files with 0600 and folders with 0700.
pub fn set_umask() {
    umask(Mode::RWXG | Mode::RWXO);
}

/// Closes the data folder and what stands directly in it, also what an older version made. The folder alone would keep
/// others out; a copy of one of its files keeps the file's own mode.
pub(crate) fn close(data_dir: &Path) -> io::Result<()> {
    set(data_dir, 0o700)?;
    for entry in fs::read_dir(data_dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_symlink() {
            continue;
        }
        set(&entry.path(), if kind.is_dir() { 0o700 } else { 0o600 })?;
    }
    Ok(())
}

fn set(path: &Path, mode: u32) -> io::Result<()> {
    match fs::set_permissions(path, Permissions::from_mode(mode)) {
        // A write-ahead log goes when its database is closed.
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    }
}
