// What others do inside of a page with the same files: only the join, by the names in the last
// column of the one and the second of the other. Runs in the browser, called by `reading.mjs`.

/** The bytes of a file as they come, with nothing done to them. */
export async function stream(directory) {
  let nBytes = 0;
  const reader = directory.stream().getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    nBytes += read.value.length;
  }
  return nBytes;
}

export async function papaparse(directory, enrollment) {
  const { data } = Papa.parse(await enrollment.text(), { delimiter: "\t", skipEmptyLines: true });
  const expiring = new Set(data.slice(1).map((row) => row[1]));
  let nFound = 0;
  await new Promise((resolve, reject) =>
    Papa.parse(directory, {
      chunk: ({ data }) => {
        for (const row of data) if (expiring.has(keyOf(row.at(-1)))) nFound++;
      },
      complete: resolve,
      error: reject,
    }),
  );
  return nFound;
}

export async function udsv(directory, enrollment) {
  const list = await enrollment.text();
  const listParser = uDSV.initParser(uDSV.inferSchema(list, { col: "\t" }));
  const expiring = new Set(listParser.stringArrs(list).map((row) => row[1]));
  let parser;
  let nFound = 0;
  const reader = directory.stream().pipeThrough(new TextDecoderStream()).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    parser ??= uDSV.initParser(uDSV.inferSchema(read.value));
    parser.chunk(read.value, parser.stringArrs, (rows) => {
      for (const row of rows) if (expiring.has(keyOf(row.at(-1)))) nFound++;
    });
  }
  parser.end();
  return nFound;
}

function keyOf(name) {
  return name?.replace(/^SAMPLE\\/, "").toLowerCase();
}
