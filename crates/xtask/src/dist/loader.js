// Starts the page: unpacks the wasm that stands in this document, so that nothing is fetched.
// The browser compiles it while it is being unpacked.
{
  // Not by a "data:" address: the page's own policy forbids every connection, that one too.
  const decode = (text) => {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    // For browsers of before 2025.
    const characters = atob(text);
    const bytes = new Uint8Array(characters.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = characters.charCodeAt(at);
    return bytes;
  };

  const start = async () => {
    const block = document.getElementById("reprieve-wasm");
    const packed = new Blob([decode(block.textContent)]);
    // A megabyte of text that nobody reads again.
    block.remove();
    const wasm = packed.stream().pipeThrough(new DecompressionStream("gzip"));
    const headers = { "Content-Type": "application/wasm" };
    await INIT({ module_or_path: new Response(wasm, { headers }) });
  };

  start().catch((error) => {
    console.error(error);
    // It did start, and has said its last words.
    if (lastWords.isStopped()) return;
    const place = document.createElement("p");
    place.id = "unstarted";
    place.setAttribute("role", "alert");
    place.textContent =
      "Reprieve could not start in this browser. Please open it in a current version of " +
      "Chrome, Edge, Firefox or Safari. (" + error + ")";
    document.body.prepend(place);
  });
}
