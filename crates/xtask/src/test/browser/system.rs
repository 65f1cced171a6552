//! Browsers that this system has, or installs by its own means; none is downloaded here.

use std::env;
use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};

use crate::process::{self, command};
use crate::project::Project;

/// A kind of browser, and where it may be.
pub(super) struct Browser {
    /// As people say it.
    name: &'static str,
    /// Names one by hand; the tests get the one that was found under the same name.
    pub(super) variable: &'static str,
    programs: &'static [&'static str],
    /// Where it is when it is not on the PATH.
    paths: &'static [&'static str],
    /// What Debian calls it.
    package: &'static str,
    /// How long its installation takes, as measured.
    takes: &'static str,
}

pub(super) const CHROMIUM: Browser = Browser {
    name: "Chromium, Chrome or Edge",
    variable: "REPRIEVE_CHROMIUM",
    programs: &[
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "microsoft-edge",
        "microsoft-edge-stable",
    ],
    paths: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
        "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    ],
    package: "chromium",
    takes: "about a minute",
};

pub(super) const FIREFOX: Browser = Browser {
    name: "Firefox",
    variable: "REPRIEVE_FIREFOX",
    programs: &["firefox-esr", "firefox"],
    paths: &[
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        "C:/Program Files/Mozilla Firefox/firefox.exe",
    ],
    package: "firefox-esr",
    takes: "about half a minute",
};

impl Browser {
    /// Installs it if it is missing and this system lets us, and says where it is.
    pub(super) fn ensure(&self, project: &Project) -> Result<()> {
        let found = match self.find()? {
            Some(found) => found,
            None => self.install(project)?,
        };
        println!("{}: {}", self.name, found.display());
        Ok(())
    }

    /// The one that is named by hand, or else the first that is found.
    pub(super) fn find(&self) -> Result<Option<PathBuf>> {
        if let Some(named) = env::var_os(self.variable).filter(|named| !named.is_empty())
        {
            let named = PathBuf::from(named);
            if !named.is_file() {
                bail!("{} names {}, which is no file", self.variable, named.display());
            }
            return Ok(Some(named));
        }
        let on_path = self.programs.iter().find_map(|program| on_path(program));
        let elsewhere =
            || self.paths.iter().map(PathBuf::from).find(|path| path.is_file());
        Ok(on_path.or_else(elsewhere))
    }

    fn install(&self, project: &Project) -> Result<PathBuf> {
        let remedy = format!(
            "no {} is on this machine; install one (on Debian: `sudo apt-get install {}`) \
             or set {} to its path",
            self.name, self.package, self.variable
        );
        if on_path("apt-get").is_none() {
            bail!("{remedy}");
        }
        println!("Installing {} with apt-get, {} ...", self.package, self.takes);
        let install = ["install", "-y", "--no-install-recommends", self.package];
        apt_get(project, &["update"]).with_context(|| remedy.clone())?;
        apt_get(project, &install).with_context(|| remedy.clone())?;
        self.find()?.context(remedy)
    }
}

/// Runs `apt-get` as root: directly, or by `sudo` where it does not ask for a password.
fn apt_get(project: &Project, arguments: &[&str]) -> Result<()> {
    let user_id = process::output(command("id", project.root()).arg("-u"))?;
    let setting = "DEBIAN_FRONTEND=noninteractive";
    let mut apt_get = if user_id.trim() == "0" {
        command("env", project.root())
    } else {
        let mut sudo = command("sudo", project.root());
        sudo.args(["-n", "env"]);
        sudo
    };
    apt_get.args([setting, "apt-get"]).args(arguments);
    // Hundreds of lines that say nothing unless something fails, and then it is on stderr.
    process::run(apt_get.stdout(Stdio::null()))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let file = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}
