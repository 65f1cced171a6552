//! `cargo xtask serve`: the page on this machine, built again after each change.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Child;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::process::{explain, spoken};
use crate::project::Project;
use crate::tools;

const FIRST_PORT: u16 = 8080;
const PORTS_TRIED: u16 = 100;
/// How often to look whether the page is there, or whether Trunk ended.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// How to serve.
#[derive(Args, Debug)]
pub(crate) struct ServeFlags {
    /// Open the page in the default browser as soon as it is built.
    #[arg(long)]
    open: bool,
    /// Serve on this port and no other [default: 8080, or the next free one].
    #[arg(long)]
    port: Option<u16>,
}

/// Installs what is missing, builds the page, serves it, and returns when Trunk ends.
pub(crate) fn serve(project: &Project, flags: &ServeFlags) -> Result<()> {
    let started = Instant::now();
    // A port that is taken is better known before the installation than after.
    free_port(flags.port)?;
    tools::ensure(project)?;
    let port = free_port(flags.port)?;

    println!("Building the page ...");
    // A folder for each port, so that two that serve do not take the page from each other.
    let folder = format!("target/trunk-{port}");
    let page = project.join(&folder).join("index.html");
    remove_built_page(&page)?;
    let trunk = start_trunk(project, port, &folder, flags.open)?;
    stop_with_us(Arc::clone(&trunk))?;

    wait_until_served(&page, &trunk, port)?;
    let mut stdout = std::io::stdout().lock();
    let took = spoken(started.elapsed());
    writeln!(stdout, "Reprieve is ready after {took}: http://127.0.0.1:{port}/")?;
    writeln!(stdout, "It is built again after each change. Ctrl-C stops it.")?;
    stdout.flush()?;
    drop(stdout);

    loop {
        if let Some(status) = lock(&trunk).try_wait()? {
            bail!("Trunk ended by itself ({status})");
        }
        thread::sleep(LOOK_EVERY);
    }
}

/// Trunk builds first and listens then, even if the build failed. A page from an earlier run
/// must not pass for one of this run.
fn remove_built_page(page: &Path) -> Result<()> {
    if page.exists() {
        fs::remove_file(page)
            .with_context(|| format!("cannot remove {}", page.display()))?;
    }
    Ok(())
}

fn start_trunk(
    project: &Project,
    port: u16,
    folder: &str,
    open: bool,
) -> Result<Arc<Mutex<Child>>> {
    let mut trunk = tools::trunk(project)?;
    trunk.args(["serve", "--release", "--offline", "--dist", folder]);
    trunk.args(["--address", "127.0.0.1", "--port", &port.to_string()]);
    // The address comes from here, once, when the page is there.
    trunk.args([
        "--disable-address-lookup",
        "--log",
        "error,trunk=info,trunk::serve=warn",
    ]);
    if open {
        trunk.arg("--open");
    }
    let child = trunk.spawn().map_err(|error| explain(&trunk, error))?;
    Ok(Arc::new(Mutex::new(child)))
}

/// Ctrl-C in a terminal reaches Trunk by itself; a signal to this process alone does not.
fn stop_with_us(trunk: Arc<Mutex<Child>>) -> Result<()> {
    ctrlc::set_handler(move || {
        let mut trunk = lock(&trunk);
        // It may have ended already, by the same Ctrl-C.
        let _ = trunk.kill();
        let _ = trunk.wait();
        println!("\nStopped.");
        std::process::exit(0);
    })
    .context("cannot listen for Ctrl-C")
}

/// Waits as long as the build takes.
fn wait_until_served(page: &Path, trunk: &Mutex<Child>, port: u16) -> Result<()> {
    loop {
        if let Some(status) = lock(trunk).try_wait()? {
            bail!(
                "Trunk ended before the page was there ({status}); see its messages above"
            );
        }
        match page_status(port) {
            Some(200) if page.exists() => return Ok(()),
            Some(_) => {
                let mut trunk = lock(trunk);
                trunk.kill()?;
                trunk.wait()?;
                bail!("the page could not be built; see the messages above");
            }
            None => thread::sleep(LOOK_EVERY),
        }
    }
}

/// The HTTP status of the page, if anyone answers.
fn page_status(port: u16) -> Option<u16> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(5))).ok()?;
    stream
        .write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        .ok()?;
    let mut head = [0; 12];
    stream.read_exact(&mut head).ok()?;
    status_of(&head)
}

fn status_of(head: &[u8]) -> Option<u16> {
    let head = std::str::from_utf8(head).ok()?;
    let (protocol, status) = head.split_once(' ')?;
    protocol.starts_with("HTTP/").then(|| status.trim().parse().ok())?
}

fn free_port(asked: Option<u16>) -> Result<u16> {
    match asked {
        Some(port) if is_free(port) => Ok(port),
        Some(port) => {
            bail!("port {port} is taken; leave out --port to use the next free one")
        }
        None => (FIRST_PORT..FIRST_PORT + PORTS_TRIED)
            .find(|port| is_free(*port))
            .with_context(|| format!("no port is free from {FIRST_PORT} on")),
    }
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// A thread that panicked while it held the child does not make the child less real.
fn lock(trunk: &Mutex<Child>) -> std::sync::MutexGuard<'_, Child> {
    trunk.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_status_is_read_from_the_first_line() {
        assert_eq!(status_of(b"HTTP/1.1 200"), Some(200));
        assert_eq!(status_of(b"HTTP/1.1 404"), Some(404));
        assert_eq!(status_of(b"SSH-2.0-Open"), None);
    }

    #[test]
    fn a_taken_port_is_refused_when_asked_for_by_number() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let error = free_port(Some(port)).unwrap_err().to_string();
        assert!(error.contains(&format!("port {port} is taken")), "{error}");
    }
}
