//! Workbooks around rows of text: just enough of their formats that they are read.

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};
use std::io::Write;

/// A workbook of today with these sheets, as the XML of their rows, and the XML of the texts
/// that cells share.
pub fn workbook(sheets: &[String], shared: &str) -> Vec<u8> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    const RELATION: &str = "http://schemas/relationships";
    let numbers = 1..=sheets.len();
    let list: String = numbers
        .clone()
        .map(|n| format!("<sheet name=\"Sheet{n}\" sheetId=\"{n}\" r:id=\"r{n}\"/>"))
        .collect();
    let relations: String = numbers
        .map(|n| {
            format!(
                "<Relationship Id=\"r{n}\" Type=\"{RELATION}/worksheet\" \
                 Target=\"worksheets/sheet{n}.xml\"/>"
            )
        })
        .collect();
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            format!(
                "{HEAD}<Relationships><Relationship Id=\"a\" \
                 Type=\"{RELATION}/officeDocument\" Target=\"xl/workbook.xml\"/>\
                 </Relationships>"
            ),
        ),
        (
            "xl/workbook.xml".to_owned(),
            format!("{HEAD}<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!(
                "{HEAD}<Relationships>{relations}<Relationship Id=\"s\" \
                 Type=\"{RELATION}/sharedStrings\" Target=\"sharedStrings.xml\"/>\
                 </Relationships>"
            ),
        ),
        ("xl/sharedStrings.xml".to_owned(), format!("{HEAD}<sst>{shared}</sst>")),
    ];
    for (sheet, n) in sheets.iter().zip(1..) {
        let xml = format!("{HEAD}<worksheet><sheetData>{sheet}</sheetData></worksheet>");
        parts.push((format!("xl/worksheets/sheet{n}.xml"), xml));
    }
    archive(&parts)
}

/// An OpenDocument spreadsheet with these tables, as the XML of their rows.
pub fn open_document(tables: &[String]) -> Vec<u8> {
    let numbers = 1..=tables.len();
    let tables: String = numbers
        .zip(tables)
        .map(|(n, rows)| {
            format!("<table:table table:name=\"Sheet{n}\">{rows}</table:table>")
        })
        .collect();
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    archive(&[
        (MIMETYPE.to_owned(), mimetype.to_owned()),
        (
            "content.xml".to_owned(),
            format!("<office:document-content>{tables}</office:document-content>"),
        ),
    ])
}

/// The part by which a document is known; it is not packed.
const MIMETYPE: &str = "mimetype";

fn archive(parts: &[(String, String)]) -> Vec<u8> {
    const STORED: u16 = 0;
    const DEFLATED: u16 = 8;
    const VERSION: u16 = 20;
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        let packed = encoder.write_all(text.as_bytes()).and_then(|()| encoder.finish());
        // Writing to memory does not fail.
        let (method, packed) = match name == MIMETYPE {
            true => (STORED, text.as_bytes().to_vec()),
            false => (DEFLATED, packed.unwrap_or_default()),
        };
        let mut crc = Crc::new();
        crc.update(text.as_bytes());
        let sizes = [crc.sum(), packed.len() as u32, text.len() as u32];
        let mut common: Vec<u8> =
            [VERSION, 0, method, 0, 0].map(u16::to_le_bytes).concat();
        common.extend(sizes.map(u32::to_le_bytes).concat());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        list.extend(b"PK\x01\x02");
        list.extend(VERSION.to_le_bytes());
        list.extend(&common);
        list.extend([0; 10]);
        list.extend((bytes.len() as u32).to_le_bytes());
        list.extend(name.bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(common);
        bytes.extend(name.bytes());
        bytes.extend(packed);
    }
    let (n_parts, start) = (parts.len() as u16, bytes.len() as u32);
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([n_parts, n_parts].map(u16::to_le_bytes).concat());
    bytes.extend((list.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

/// A workbook of Excel 97 with one sheet, row by row.
pub fn old_workbook(rows: impl Iterator<Item = Vec<String>>) -> Vec<u8> {
    let begin = |kind: u16| {
        let data = [0x0600, kind, 0x0dbb, 1996, 0, 0, 0, 0].map(u16::to_le_bytes);
        record(0x0809, &data.concat())
    };
    let end = record(0x000a, &[]);
    // Where the sheet begins: behind this record and the end of what stands before.
    let sheet = |at: usize| {
        let mut data = (at as u32).to_le_bytes().to_vec();
        data.extend([0, 0, 1, 0, b'S']);
        record(0x0085, &data)
    };
    let mut stream = begin(5);
    let at = stream.len() + sheet(0).len() + end.len();
    stream.extend(sheet(at));
    stream.extend(&end);
    stream.extend(begin(0x10));
    for (cells, row) in rows.zip(0_u16..) {
        for (text, column) in cells.iter().zip(0_u16..) {
            let mut data: Vec<u8> =
                [row, column, 0, text.len() as u16].map(u16::to_le_bytes).concat();
            data.push(0);
            data.extend(text.bytes());
            stream.extend(record(0x0204, &data));
        }
    }
    stream.extend(&end);
    compound(&stream)
}

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = data.len() as u16;
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A compound file whose only stream is a workbook.
fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const FREE: u32 = u32::MAX;
    const END: u32 = 0xffff_fffe;
    const OF_LIST: u32 = 0xffff_fffd;
    let n_data = stream.len().max(4096).div_ceil(SECTOR);
    let n_lists = (n_data + 1).div_ceil(SECTOR / 4 - 1);
    // First the sectors that say which one follows, then the list of streams, then the data.
    let first_data = n_lists + 1;
    let mut next = vec![OF_LIST; n_lists];
    next.push(END);
    next.extend((first_data + 1..first_data + n_data).map(|sector| sector as u32));
    next.push(END);
    next.resize(n_lists * SECTOR / 4, FREE);
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.resize(76, 0);
    bytes[24..34].copy_from_slice(&[0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    bytes[44..48].copy_from_slice(&(n_lists as u32).to_le_bytes());
    bytes[48..52].copy_from_slice(&(n_lists as u32).to_le_bytes());
    bytes[56..60].copy_from_slice(&4096_u32.to_le_bytes());
    bytes[60..64].copy_from_slice(&END.to_le_bytes());
    bytes[68..72].copy_from_slice(&END.to_le_bytes());
    let lists = (0..109).map(|at| if at < n_lists { at as u32 } else { FREE });
    bytes.extend(lists.flat_map(u32::to_le_bytes));
    bytes.extend(next.into_iter().flat_map(u32::to_le_bytes));
    let entry = |name: &str, kind: u8, start: u32, length: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let n_name = entry.len() as u8 + 2;
        entry.resize(128, 0);
        (entry[64], entry[66]) = (n_name, kind);
        entry[68..80].copy_from_slice(&[FREE.to_le_bytes(); 3].concat());
        if kind == 5 {
            entry[76..80].copy_from_slice(&1_u32.to_le_bytes());
        }
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&(length as u32).to_le_bytes());
        entry
    };
    let first_entry = bytes.len();
    bytes.extend(entry("Root Entry", 5, END, 0));
    bytes.extend(entry("Workbook", 2, first_data as u32, n_data * SECTOR));
    bytes.resize(first_entry + SECTOR, 0);
    bytes.extend(stream);
    bytes.resize((first_data + n_data + 1) * SECTOR, 0);
    bytes
}
