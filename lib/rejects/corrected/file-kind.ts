import { AppError } from "../../errors";

interface OtherKind {
  readonly name: string;
  /** What the file begins with, as bytes or as text. */
  readonly begins: readonly number[] | RegExp;
  readonly advice: string;
}

const asCsv = "Open it in the spreadsheet, save it as “CSV UTF-8”, and upload that file.";
const unpack = "Unpack it, and upload the file that is in it.";

const otherKinds: readonly OtherKind[] = [
  {
    name: "an Excel workbook, or another packed file (.xlsx, .ods, .numbers, .zip)",
    begins: [0x50, 0x4b],
    advice: asCsv,
  },
  { name: "an old Excel workbook (.xls)", begins: [0xd0, 0xcf, 0x11, 0xe0], advice: asCsv },
  { name: "a PDF", begins: /^%PDF-/, advice: "Upload the table that it was made from, saved as “CSV UTF-8”." },
  {
    name: "a rich text (.rtf)",
    begins: /^\{\\rtf/,
    advice: "Save it as plain text, or correct the downloaded file anew.",
  },
  { name: "packed by gzip (.gz)", begins: [0x1f, 0x8b], advice: unpack },
  { name: "packed by Zstandard (.zst)", begins: [0x28, 0xb5, 0x2f, 0xfd], advice: unpack },
  { name: "packed by bzip2 (.bz2)", begins: /^BZh[1-9]/, advice: unpack },
  { name: "packed by 7-Zip (.7z)", begins: [0x37, 0x7a, 0xbc, 0xaf], advice: unpack },
  { name: "packed by RAR (.rar)", begins: /^Rar!/, advice: unpack },
  { name: "a Parquet file", begins: /^PAR1/, advice: "Write its rows as CSV, and upload that file." },
  { name: "a web page or XML", begins: /^\s*<(!doctype|\?xml|html|head|table|meta|workbook)/i, advice: asCsv },
  {
    name: "a form that holds a file (multipart/form-data)",
    begins: /^--[\w'()+,./:=? -]{1,70}\r\ncontent-disposition:/i,
    advice: "Send the file itself as the body: with curl, `--data-binary @file.csv` instead of `--form`.",
  },
];

/** Refuses what is known to be no text with rows in it, by what it is. `head` are the file's first bytes. */
export function refuseOtherKinds(head: Uint8Array): void {
  const text = Buffer.from(head).toString("latin1").replace(/^ï»¿/, "");
  const other = otherKinds.find(({ begins }) =>
    begins instanceof RegExp ? begins.test(text) : begins.every((byte, index) => head[index] === byte),
  );
  if (other) throw new AppError("invalid_input", `This file is ${other.name}, not a CSV file. ${other.advice}`);
}
