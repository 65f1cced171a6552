
// Starts the page: unpacks the wasm that stands in this document and hands over its bytes, so
// that nothing is fetched.
{
  const decode = (text) =>
    Uint8Array.fromBase64
      ? Uint8Array.fromBase64(text)
      : Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  const start = async () => {
    const block = document.getElementById("reprieve-wasm");
    const packed = decode(block.textContent);
    // A megabyte of text that nobody reads again.
    block.remove();
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    await INIT({ module_or_path: await new Response(stream).arrayBuffer() });
  };

  start().catch((error) => {
    let place = document.getElementById("fatal");
    if (!place) {
      place = document.createElement("p");
      place.id = "fatal";
      document.body.append(place);
    }
    place.setAttribute("role", "alert");
    place.hidden = false;
    place.textContent =
      "Reprieve could not start in this browser. Please open it in a current version of " +
      "Chrome, Edge, Firefox or Safari. (" + error + ")";
    console.error(error);
  });
}
