// Workbooks that are made here: legal ones, and ones that unpack to far too much.

import { constants, deflateRawSync } from "node:zlib";

/** A piece of a part that stands there so often. */
export interface Piece {
  text: string;
  times: number;
}

/** What is in the workbook, beside what every workbook has. */
interface Content {
  /** The rows of the only sheet, as XML. */
  rows: Piece[];
  /** The shared texts, as XML. */
  texts?: Piece[];
  /** How many bytes the list of parts says that each part has unpacked. */
  says?: number;
}

const once = (text: string): Piece[] => [{ text, times: 1 }];

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function relations(targets: [kind: string, target: string][]): Piece[] {
  const each = targets.map(
    ([kind, target], index) =>
      `<Relationship Id="r${index}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return once(`<Relationships xmlns="${PACKAGE}/relationships">${each.join("")}</Relationships>`);
}

/** A workbook of Excel 2007 and later, with one sheet. */
export function workbook({ rows, texts = [], says }: Content): Buffer {
  const parts: Record<string, Piece[]> = {
    "[Content_Types].xml": once(`<Types xmlns="${PACKAGE}/content-types"/>`),
    "_rels/.rels": relations([["officeDocument", "xl/workbook.xml"]]),
    "xl/workbook.xml": once(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
        '<sheet name="People" sheetId="1" r:id="r0"/></sheets></workbook>',
    ),
    "xl/_rels/workbook.xml.rels": relations([
      ["worksheet", "worksheets/sheet1.xml"],
      ["sharedStrings", "sharedStrings.xml"],
    ]),
    "xl/sharedStrings.xml": [...once(`<sst xmlns="${MAIN}">`), ...texts, ...once("</sst>")],
    "xl/worksheets/sheet1.xml": [
      ...once(`<worksheet xmlns="${MAIN}"><sheetData>`),
      ...rows,
      ...once("</sheetData></worksheet>"),
    ],
  };
  return archive(parts, says);
}

/** What is repeated is packed once: its packed bytes stand there as often. */
function pack(pieces: Piece[]): Buffer {
  const packed = pieces.map(({ text, times }) => {
    const piece = deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH });
    return Buffer.concat(Array.from({ length: times }, () => piece));
  });
  return Buffer.concat([...packed, deflateRawSync("")]);
}

/** A ZIP archive without check sums, at which the page does not look. */
function archive(parts: Record<string, Piece[]>, says?: number): Buffer {
  const DEFLATED = 8;
  const [bodies, list]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, pieces] of Object.entries(parts)) {
    const packed = pack(pieces);
    const n_unpacked = pieces.reduce((sum, { text, times }) => sum + text.length * times, 0);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(DEFLATED, 4);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(says ?? n_unpacked, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    bodies.push(Buffer.from("PK\x03\x04"), facts, Buffer.from(name), packed);
    list.push(Buffer.from("PK\x01\x02\x14\0"), facts, place, Buffer.from(name));
    at += 4 + facts.length + name.length + packed.length;
  }
  const n_parts = Object.keys(parts).length;
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(n_parts, 8);
  end.writeUInt16LE(n_parts, 10);
  end.writeUInt32LE(Buffer.concat(list).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...bodies, ...list, end]);
}

/** A workbook of Excel 97 to 2003 with one column: these texts, and the last of them again until
 *  there are so many rows. */
export function oldWorkbook(texts: string[], nRows: number): Buffer {
  const u16 = (...numbers: number[]) => Buffer.from(Uint16Array.from(numbers).buffer);
  const u32 = (...numbers: number[]) => Buffer.from(Uint32Array.from(numbers).buffer);
  const record = (kind: number, ...data: Buffer[]) => {
    const bytes = Buffer.concat(data);
    return Buffer.concat([u16(kind, bytes.length), bytes]);
  };
  const begin = (kind: number) => record(0x0809, u16(0x0600, kind, 0x0dbb, 1996, 0, 0, 0, 0));
  const end = record(0x000a);
  const sheet = (at: number) => record(0x0085, u32(at), Buffer.from("\0\0\x06\0People"));
  const shared = texts.map((text) => Buffer.concat([u16(text.length), Buffer.from(`\0${text}`)]));
  const head = Buffer.concat([begin(5), record(0x00fc, u32(nRows, texts.length), ...shared)]);
  const cells = Array.from({ length: nRows }, (_, row) => {
    const text = Math.min(row, texts.length - 1);
    return record(0x00fd, u16(row, 0, 0), u32(text));
  });
  const at = head.length + sheet(0).length + end.length;
  return compound(Buffer.concat([head, sheet(at), end, begin(0x10), ...cells, end]));
}

/** A compound file, as Office wrote them, with the stream of a workbook and no other. */
function compound(stream: Buffer): Buffer {
  const SECTOR = 512;
  const [FREE, END, OF_LIST] = [0xffffffff, 0xfffffffe, 0xfffffffd];
  const nData = Math.ceil(Math.max(stream.length, 4096) / SECTOR);
  const nLists = Math.ceil((nData + 1) / (SECTOR / 4 - 1));
  // First the sectors that say which one follows, then the list of streams, then the data.
  const firstData = nLists + 1;
  const bytes = Buffer.alloc((firstData + nData + 1) * SECTOR);
  bytes.write("d0cf11e0a1b11ae1", "hex");
  bytes.write("3e000300feff09000600", 24, "hex");
  bytes.writeUInt32LE(nLists, 44);
  bytes.writeUInt32LE(nLists, 48);
  bytes.writeUInt32LE(4096, 56);
  bytes.writeUInt32LE(END, 60);
  bytes.writeUInt32LE(END, 68);
  for (let list = 0; list < 109; list++) {
    bytes.writeUInt32LE(list < nLists ? list : FREE, 76 + 4 * list);
  }
  for (let sector = 0; sector < (nLists * SECTOR) / 4; sector++) {
    const isLast = sector === nLists || sector === firstData + nData - 1;
    const follows = sector < firstData + nData ? sector + 1 : FREE;
    const next = sector < nLists ? OF_LIST : isLast ? END : follows;
    bytes.writeUInt32LE(next, SECTOR + 4 * sector);
  }
  const entry = (at: number, name: string, kind: number, start: number, nBytes: number) => {
    bytes.write(name, at, "utf16le");
    bytes.writeUInt16LE(2 * name.length + 2, at + 64);
    bytes.writeUInt8(kind, at + 66);
    for (let link = 68; link < 80; link += 4) bytes.writeUInt32LE(FREE, at + link);
    bytes.writeUInt32LE(start, at + 116);
    bytes.writeUInt32LE(nBytes, at + 120);
  };
  const entries = (1 + nLists) * SECTOR;
  entry(entries, "Root Entry", 5, END, 0);
  bytes.writeUInt32LE(1, entries + 76);
  entry(entries + 128, "Workbook", 2, firstData, nData * SECTOR);
  stream.copy(bytes, (1 + firstData) * SECTOR);
  return bytes;
}
