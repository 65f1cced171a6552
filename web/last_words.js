// The page's last words. What a person did is also kept here, outside of the program, so that
// it can be read when the program cannot run any more; see docs/DESIGN.md.
{
  const kept = { work: "", names: "" };
  let version = "";
  // Where in its source the program gave up, if it could say so.
  let place = "";
  let isStopped = false;
  let isSafe = false;

  const ask = (event) => {
    event.preventDefault();
    // For browsers of before 2023.
    event.returnValue = true;
  };
  // While somebody listens, some browsers keep no page for their "Back", so nobody does
  // without need.
  const watch = () => {
    if (kept.work && !isSafe) addEventListener("beforeunload", ask);
    else removeEventListener("beforeunload", ask);
  };

  // Nothing in it is from a file: names of places in the program alone, for a message may hold
  // a cell. The browser's own words for a trap hold none.
  const diagnosis = (error, memory) => {
    const isTrap = globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError;
    const frames = String(error?.stack).match(/wasm-function\[\d+\](?::0x[\da-f]+)?/g) ?? [];
    return [
      "Reprieve " + version,
      place ? "Panic at " + place : isTrap ? "Trap: " + error.message : "Error: " + error?.name,
      "Functions: " + (frames.slice(0, 8).join(", ") || "unknown"),
      "Memory: " + (memory ? Math.round(memory.buffer.byteLength / 1e6) + " MB" : "unknown"),
      "Browser: " + navigator.userAgent,
    ].join("\n");
  };

  const copy = async (field) => {
    const said = document.getElementById("fatal-said");
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.select();
      if (!document.execCommand("copy")) {
        said.textContent = "The browser does not let the page copy. The text is marked: press Ctrl C.";
        return;
      }
    }
    said.textContent = "Copied.";
  };

  const saved = () => {
    isSafe = true;
    watch();
  };

  const show = (error, memory) => {
    const part = (name) => document.getElementById("fatal" + name);
    document.title = "Reprieve has stopped";
    part("-diagnosis").value = diagnosis(error, memory);
    part("-copy-diagnosis").addEventListener("click", () => copy(part("-diagnosis")));
    part("-reload").addEventListener("click", () => location.reload());
    const text = [kept.work, kept.names].filter(Boolean).join("\r\n");
    part("-work").hidden = part("-save").hidden = !text;
    part("-text").value = text;
    // Its beginning is what is seen of it.
    part("-text").setSelectionRange(0, 0);
    part("-copy").addEventListener("click", () => copy(part("-text")).then(saved));
    const file = part("-file");
    file.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    file.download = "reprieve-" + new Date().toLocaleDateString("sv") + ".txt";
    file.addEventListener("click", saved);

    const dialog = part("");
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    // A second Escape closes it all the same.
    dialog.addEventListener("close", () => dialog.showModal());
    dialog.showModal();
    // What is dropped on a page that does not listen takes its place.
    for (const kind of ["dragover", "drop"]) addEventListener(kind, (event) => event.preventDefault());
  };

  const stop = (error, memory) => {
    if (isStopped) return;
    isStopped = true;
    show(error, memory);
  };

  globalThis.lastWords = Object.freeze({
    // The program has begun.
    begin(own) {
      version = own;
    },
    // What would be lost, as text: the "work" of a person, and the "names" that it is about.
    keep(part, text) {
      if (isStopped) return;
      kept[part] = text;
      watch();
    },
    // The program gives up; the trap that ends it comes next.
    panicked(at) {
      place = at;
    },
    isStopped: () => isStopped,
    // The exports of a program, as its JavaScript may call them: once something has come out of
    // one that the program did not catch, none is called any more.
    guard(exports) {
      const enter = (own) => (...given) => {
        if (isStopped) return undefined;
        try {
          return own(...given);
        } catch (error) {
          stop(error, exports.memory);
          throw error;
        }
      };
      const entries = Object.entries(exports);
      return Object.fromEntries(
        entries.map(([name, own]) => [name, typeof own === "function" ? enter(own) : own]),
      );
    },
  });

  // Where the program is not guarded, as in the page that is being developed, its end is heard
  // of here.
  const hear = (error) => {
    if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError) stop(error);
  };
  addEventListener("error", (event) => hear(event.error));
  addEventListener("unhandledrejection", (event) => hear(event.reason));
}
