//! `cargo xtask bare`: the two commands of the README on a fresh Debian that has nothing but the Rust toolchain.
//!
//! A font, a package or a file in HOME that was once installed by hand hides what the commands forget to install. Here
//! debootstrap makes a Debian in a folder, and the commands run in it, in a mount namespace of their own. The mirror, the
//! certificates and the registries are those of this machine; the toolchain is bound read-only.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{paths, run, say, tools};

const SCRIPT: &str = include_str!("bare.sh");

/// Outside of the repository, which is laid over itself there.
const FOLDER: &str = "/var/tmp/otinish-bare";

/// What Debian brings beside its smallest system: what the README asks for, and what a container has.
const PACKAGES: &str = "build-essential,ca-certificates,git";

/// The commands of the README. The server answers once, then its work is done.
const README: &str = "
cargo xtask test
cargo xtask serve --listen 127.0.0.1:3999 --data-dir /tmp/data & server=$!
until (exec 3<>/dev/tcp/127.0.0.1/3999) 2>/dev/null; do
  kill -0 $server
  sleep 1
done
kill $server
wait $server
";

/// Settings that say how the network and the registries are reached.
const PASSED: [&str; 9] = [
    "http_proxy",
    "https_proxy",
    "no_proxy",
    "ssl_cert_",
    "node_extra_ca_certs",
    "npm_config_",
    "cargo_registr",
    "cargo_http_",
    "cargo_net_",
];

/// How to run.
#[derive(clap::Args, Debug)]
pub(crate) struct BareOptions {
    /// Use the packages and what was built here, in place of building everything again
    #[arg(long)]
    reuse: bool,
    /// Leave the Debian in its folder for the next time
    #[arg(long)]
    keep: bool,
    /// Run this in place of the two commands
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

/// Makes the system, runs the commands in it and removes it.
pub(crate) fn run(options: &BareOptions) -> Result<()> {
    if !tools::is_root() {
        bail!("A fresh system can only be made by root.");
    }
    tools::debian("debootstrap", &["debootstrap"])?;
    tools::debian("unshare", &["util-linux"])?;
    let bare = PathBuf::from(FOLDER);
    let root = bare.join("root");
    if !root.join("etc/otinish-bare").is_file() {
        say::step("a fresh Debian", || debian(&root))?;
    }
    let command = match options.command.as_slice() {
        [] => README.to_owned(),
        words => words.join(" "),
    };
    let outcome = say::step("the commands of the README on it", || {
        inside(&bare, options.reuse, &command)
    });
    if !options.keep {
        fs::remove_dir_all(&bare)?;
    }
    outcome
}

/// The smallest Debian of this machine's release, with its sources of packages and its certificates.
fn debian(root: &Path) -> Result<()> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    fs::create_dir_all(root)?;
    let (mirror, release) = mirror()?;
    let mut debootstrap = Command::new("debootstrap");
    debootstrap.args(["--variant=minbase", &format!("--include={PACKAGES}")]);
    debootstrap.arg(release).arg(root).arg(mirror);
    run::run(debootstrap.stdout(std::process::Stdio::null()), "")?;
    // Only Debian's own sources: what another one once brought is what is looked for.
    fs::remove_file(root.join("etc/apt/sources.list"))?;
    copy(Path::new("/etc/apt/sources.list"), root)?;
    copy(Path::new("/etc/apt/sources.list.d/debian.sources"), root)?;
    for folder in ["/etc/apt/apt.conf.d", "/usr/local/share/ca-certificates"] {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            copy(&entry?.path(), root)?;
        }
    }
    let mut certificates = Command::new("chroot");
    certificates.arg(root).arg("update-ca-certificates");
    run::run(certificates.stdout(std::process::Stdio::null()), "")?;
    fs::write(root.join("etc/otinish-bare"), "")?;
    Ok(())
}

/// Where apt has Debian from here, and which release.
fn mirror() -> Result<(String, String)> {
    let mut apt = Command::new("apt-get");
    apt.args([
        "indextargets",
        "--format",
        "$(REPO_URI) $(CODENAME) $(COMPONENT)",
    ]);
    apt.args(["Identifier: Packages", "Origin: Debian"]);
    let targets = run::output(&mut apt, "This needs Debian.")?;
    let mut main = targets.lines().map(|line| line.split(' '));
    let found = main.find_map(|mut words| {
        let (uri, release, component) = (words.next()?, words.next()?, words.next()?);
        let whole = component == "main" && !release.contains('-');
        whole.then(|| (uri.to_owned(), release.to_owned()))
    });
    found.context("apt knows no mirror of Debian; run `apt-get update`.")
}

/// Copies a file to the same place below `root`, if there is one.
fn copy(file: &Path, root: &Path) -> Result<()> {
    if !file.is_file() {
        return Ok(());
    }
    let to = root.join(file.strip_prefix("/")?);
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(file, to)?;
    Ok(())
}

/// Runs the command there. The environment is a fresh one, but for how the network is reached.
fn inside(bare: &Path, reuse: bool, command: &str) -> Result<()> {
    let script = bare.join("bare.sh");
    fs::write(&script, SCRIPT)?;
    let home = env::var_os("HOME")
        .map(PathBuf::from)
        .context("HOME is not set")?;
    let folder =
        |name: &str, usual: &str| env::var_os(name).map_or_else(|| home.join(usual), PathBuf::from);
    let mut unshare = Command::new("unshare");
    unshare.args(["--mount", "--pid", "--fork", "--kill-child", "/bin/bash"]);
    unshare.arg(&script).env_clear();
    for (name, value) in env::vars_os() {
        let lower = name.to_string_lossy().to_lowercase();
        if PASSED.iter().any(|passed| lower.starts_with(passed)) {
            unshare.env(name, value);
        }
    }
    unshare
        .env("BARE", bare)
        .env("OWN", &home)
        .env("SOURCE", paths::root())
        .env("TOOLCHAINS", folder("RUSTUP_HOME", ".rustup"))
        .env("BARE_CARGO", folder("CARGO_HOME", ".cargo"))
        .env("REUSE", if reuse { "yes" } else { "no" })
        .env("COMMAND", command)
        .env("HOME", "/srv/user")
        .env(
            "PATH",
            "/srv/user/.cargo/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        );
    run::run(&mut unshare, "")
}
