// Invented files of any size: a directory report and the enrollment table that goes with it.

const DEPARTMENTS = Array.from({ length: 300 }, (_, index) => `Department of Subject ${index}`);
const FIRST_NAMES = ["Ada", "Grace", "Zoë", "Barbara", "José", "Marie", "Emmy", "Sofia", "Wei"];
const AFFILIATIONS = ["RTSF", "CTSY", "RTSF-CTSY", "FAC", "STAF", "EMER", ""];

function name(row) {
  return `user${String(row).padStart(7, "0")}`;
}

/** A directory report of the usual width: 16 columns, some 200 bytes a row. */
export function* directory(nRows) {
  yield "Customer,Location,Display Name,First Name,Last Name,Email Address,Mailbox Plan," +
    "Mailbox Size (MB),Items,Department,Job Org,Office,Phone,Created,Last Logon,Logon Name\r\n";
  for (let row = 0; row < nRows; row++) {
    // Scattered, so that no order of the file is the order of a column.
    const mixed = Math.imul(row + 1, 2654435761) >>> 8;
    const first = FIRST_NAMES[mixed % FIRST_NAMES.length];
    const last = `Lastname${mixed % 65536}`;
    yield `Penn,Philadelphia,"${last}, ${first}",${first},${last},${name(row)}@example.edu,` +
      `Standard 50GB,${1000 + (mixed % 9000)}.50,${mixed % 50000},` +
      `"${DEPARTMENTS[mixed % DEPARTMENTS.length]}",9107,Room ${mixed % 400},215-898-0000,` +
      `3/14/2015 9:26:00 AM,10/30/2026,SAMPLE\\${name(row)}\r\n`;
  }
}

/** The enrollment table of every n-th of them, with dates from 60 days before a day on. */
export function* enrollment(nRows, every, asOf) {
  yield "PennID\tPennKey\tAll active affiliations\tO365 Ready\tExpires in days\tHas mailbox\t" +
    "Scheduled deletion date\n";
  for (let row = 0; row < nRows; row += every) {
    const mixed = Math.imul(row + 1, 2246822519) >>> 7;
    const day = new Date(Date.parse(asOf) + ((mixed % 150) - 60) * 86_400_000);
    yield `${10_000_001 + row}\t${name(row)}\t${AFFILIATIONS[mixed % AFFILIATIONS.length]}\t` +
      `No - no eligible affiliation\t\tY\t${day.toISOString().slice(0, 10)}\n`;
  }
}
