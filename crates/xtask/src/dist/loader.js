
// Starts the page: unpacks the wasm that stands in this document and hands over its bytes, so
// that nothing is fetched.
{
  // 13 bits in two of 91 characters; "!" stands for "<".
  const decode = (text) => {
    const digit = (at) => {
      const code = text.charCodeAt(at);
      return (code === 33 ? 60 : code) - 35;
    };
    // An odd character says that the last byte is none.
    const surplus = text.length & 1;
    const bytes = new Uint8Array((text.length * 13) >> 4);
    let length = 0;
    let bits = 0;
    let count = 0;
    for (let at = 0; at + 1 < text.length; at += 2) {
      bits |= (digit(at) + 91 * digit(at + 1)) << count;
      count += 13;
      while (count >= 8) {
        bytes[length++] = bits & 255;
        bits >>>= 8;
        count -= 8;
      }
    }
    return bytes.subarray(0, length - surplus);
  };

  const start = async () => {
    const block = document.getElementById("reprieve-wasm");
    const wasm = unpack(decode(block.textContent));
    // Half a megabyte of text that nobody reads again.
    block.remove();
    await INIT({ module_or_path: wasm });
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
