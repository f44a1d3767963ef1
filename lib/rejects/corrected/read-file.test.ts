import { gzipSync } from "node:zlib";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Reject } from "../reject";
import { writeReportHead, writeReportLine } from "../report-csv";
import { writeReportNdjson } from "../report-ndjson";
import { compareRow } from "./compare-row";
import type { FileLine } from "./file-line";
import { openCorrectedFile } from "./open-file";

const runId = "019ab2c4-5d6e-7f80-9a1b-2c3d4e5f6071";
const columns = ["email", "name", "note"];

async function* cut(bytes: Uint8Array, size = bytes.length || 1): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(content: string | Uint8Array, pieceBytes?: number, of = columns) {
  const file = await openCorrectedFile(cut(Buffer.from(content), pieceBytes), of);
  const lines: FileLine[] = [];
  for await (const batch of file.lines) lines.push(...batch);
  return { format: file.format, ignored: [...file.ignoredColumns], lines };
}

const refusalOf = (content: string | Uint8Array, of = columns) =>
  read(content, 64 * 1024, of).then(
    () => "nothing was refused",
    (error: Error) => error.message,
  );

const head = "email,name,note,sluice_run_id,sluice_row";
const row = (line: number, rowNumber: number, ...cells: (string | null)[]) => ({
  kind: "row",
  line,
  runId,
  rowNumber,
  cells,
});
const ada = row(2, 7, "ada@example.com", "Ada", "");
const adaLine = `ada@example.com,Ada,,${runId},7`;

const reject = (rowNumber: number, cells: (string | null)[]): Reject => ({
  rowNumber,
  originRow: null,
  sourceRow: null,
  matchValue: null,
  stage: "preflight",
  code: "INVALID_OPTION",
  category: null,
  property: "tier",
  option: null,
  message: "No.",
  alsoRefused: [],
  correlationId: null,
  existingRecordId: null,
  refusedAt: "2026-11-23T12:00:00.000Z",
  cells,
  payload: {},
});

describe("a table is read however a spreadsheet saves it", () => {
  const semicolons = [head, adaLine].map((line) => line.replaceAll(",", ";")).join("\r\n");
  const tabs = [head, adaLine].map((line) => line.replaceAll(",", "\t")).join("\r\n");
  const utf16 = Buffer.from(`\uFEFF${tabs}\r\n`, "utf16le");
  test.each<[string, string | Uint8Array]>([
    ["with commas", `${head}\n${adaLine}\n`],
    ["with a byte order mark", `\uFEFF${head}\n${adaLine}\n`],
    ["with semicolons and the line ends of Windows", semicolons],
    ["with the line that tells Excel the delimiter", `sep=;\r\n${semicolons}\r\n`],
    ["with tabs", tabs],
    ["with the line ends of old Macs", `${head}\r${adaLine}\r`],
    ["in quotes", stringify([head.split(","), adaLine.split(",")], { quoted: true })],
    ["as Excel's Unicode text, UTF-16", utf16],
    ["as UTF-16 with its bytes the other way round", Buffer.from(utf16).swap16()],
    ["with empty columns at the right", `${head},,\n${adaLine},,\n`],
  ])("%s", async (_how, content) => {
    expect(await read(content)).toEqual({ format: "csv", ignored: [], lines: [ada] });
    expect((await read(content, 1)).lines).toEqual([ada]);
  });

  test("with its columns in another order, one of the reader's own, and without those that aren't needed", async () => {
    const text = `sluice_row,mine,note,email,sluice_run_id,name,sluice_code\n7,x,,ada@example.com,${runId.toUpperCase()},Ada,X\n`;
    expect(await read(text)).toEqual({ format: "csv", ignored: ["mine"], lines: [ada] });
  });

  test("with empty lines, which count as a spreadsheet counts them", async () => {
    const { lines } = await read(`${head}\n\n${adaLine}\n,,,,\n${adaLine}\n\n\n`);
    expect(lines.map(({ line }) => line)).toEqual([3, 5]);
  });

  test("with a column that the query gives twice", async () => {
    const { lines } = await read(`id,id,sluice_run_id,sluice_row\n1,2,${runId},7\n`, undefined, ["id", "id"]);
    expect(lines).toEqual([row(2, 7, "1", "2")]);
  });
});

test("a report that nobody touched comes back as it is, whatever its cells hold", async () => {
  const cells = fc.array(
    fc.oneof(
      fc.constant(null),
      fc.string({ unit: fc.constantFrom('"', ",", ";", "\t", "\n", "\r", "'", "=", "😀", "ß", "a", " ") }),
      fc.constantFrom("x".repeat(65_536), "O'Brien", "0012"),
    ),
    { minLength: 3, maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(cells, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 100 }),
      async (rows, size) => {
        const rejects = rows.map((one, index) => reject(index + 1, one));
        const csv = writeReportHead(columns) + rejects.map((one) => writeReportLine(runId, one)).join("");
        const ndjson = rejects.map((one) => writeReportNdjson(runId, columns, one)).join("");
        const [fromCsv, fromNdjson] = [await read(csv, size * 50), await read(ndjson, size * 50)];
        const compared = fromCsv.lines.map((line, index) =>
          line.kind === "row" ? compareRow("csv", rows[index] ?? [], line.cells) : line,
        );
        expect(compared).toEqual(rows.map((one) => ({ cells: one, differences: [] })));
        expect(fromNdjson.lines).toEqual(rows.map((one, index) => row(index + 1, index + 1, ...one)));
      },
    ),
    { numRuns: 40 },
  );
});

describe("a file that is no table of ours is refused by what it is", () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ["an Excel workbook", Buffer.from("PK\x03\x04 and more"), /\.xlsx.*CSV UTF-8/],
    ["an old Excel workbook", Buffer.from("d0cf11e0a1b11ae1", "hex"), /\.xls\).*CSV UTF-8/],
    ["a PDF", "%PDF-1.7\n", /a PDF/],
    ["a web page", "\uFEFF\n<!DOCTYPE html><html>", /a web page/],
    ["gzip", gzipSync(`${head}\n${adaLine}\n`), /gzip.*Unpack/],
    ["rich text", "{\\rtf1\\ansi", /rich text/],
    ["Parquet", "PAR1....", /Parquet/],
    ["a form", "------x\r\nContent-Disposition: form-data; name=file\r\n", /--data-binary/],
    ["nothing", "", /is empty/],
    ["a byte order mark and blanks", "\uFEFF \r\n\r\n", /is empty/],
    ["bytes", Buffer.from([1, 2, 0, 3, 4]), /no text has/],
    ["UTF-16 without its mark", Buffer.from(head, "utf16le"), /UTF-16 without its mark/],
    ["half a letter of UTF-16", Buffer.from(`\uFEFF${head}\n`, "utf16le").subarray(0, -1), /damaged near line 1/],
    [
      "letters of Windows",
      Buffer.from(`${head}\n${adaLine}\nzo\xeb@example.com,Zo\xeb,,${runId},8\n`, "latin1"),
      /isn't UTF-8.*line 3.*CSV UTF-8/,
    ],
    ["half a letter at its end", Buffer.from(`${head}\n${adaLine}é`).subarray(0, -1), /isn't UTF-8.*line 2/],
    ["one endless line", "x".repeat(1_500_000), /first line doesn't end/],
  ])("%s", async (_what, content, message) => {
    expect(await refusalOf(content)).toMatch(message);
  });
});

describe("what is wrong with the table is told by name", () => {
  test.each<[string, string, RegExp]>([
    ["a missing column", head.replace("name,", ""), /lacks a column that it needs: `name`\..*may stand in any order/],
    [
      "a renamed column",
      head.replace("email", " E-Mail"),
      /lacks .*`email`\. ` E-Mail` may be `email`: name it so again/,
    ],
    ["a doubled column", `${head},name`, /more often than in the run: `name`\. Keep the one/],
    ["no row number", head.replace(",sluice_row", ""), /`sluice_row`/],
    ["no run", head.replace("sluice_run_id", "sluice_run"), /`sluice_run_id`/],
    [
      "another table",
      "a,b,c",
      /lacks columns that it needs: `email`, `name`, `note`, `sluice_run_id`, `sluice_row`\. Download the rejected rows/,
    ],
    ["an open quote", `${head}\n${adaLine}\n"open,x,,${runId},8\n`, /in line 3 a quote was opened and never closed/],
    ["a quote in the middle", `${head}\n5" pipe,x,,${runId},8\n`, /in line 2 a quote stands where none may/],
    ["a line that is no JSON", `{"row":{"email":"","name":"","note":""}}\nnonsense\n`, /Line 2 .*not JSON/],
    ["a missing column of an NDJSON", `{"row":{"email":"","note":""}}\n`, /lacks .*`name`/],
  ])("%s", async (_what, text, message) => {
    expect(await refusalOf(text)).toMatch(message);
  });

  test("of very many missing columns the first are named", async () => {
    const many = Array.from({ length: 30 }, (_, index) => `column ${index}`);
    expect(await refusalOf("x,y\n1,2\n", many)).toMatch(/`column 9` and 22 more.*Download the rejected rows/);
  });
});

test.each([
  ["a row number in scientific notation", adaLine.replace(",7", ",1.7E+01"), "unmarked"],
  ["a row number of nought", adaLine.replace(",7", ",0"), "unmarked"],
  ["a line of one's own", "Total,,,,", "unmarked"],
  ["no run", adaLine.replace(runId, ""), "unmarked"],
  ["a run that is none", adaLine.replace(runId, "x"), "unmarked"],
  ["an unquoted comma", `ada@example.com,Lovelace, Ada,,${runId},7`, "incomplete"],
  ["its end missing", "ada@example.com,Ada", "incomplete"],
])("a line with %s is told apart and stops nothing", async (_what, line, kind) => {
  const { lines } = await read(`${head}\n${line}\n${adaLine}\n`);
  expect(lines).toEqual([
    { kind, line: 2 },
    { ...ada, line: 3 },
  ]);
});

test.each([
  ["a number for a text", { row: { email: 1, name: "", note: "" }, runId, rowNumber: 7 }, "incomplete"],
  ["a column missing", { row: { email: "x", name: "" }, runId, rowNumber: 7 }, "incomplete"],
  ["no run", { row: { email: "x", name: "", note: "" }, rowNumber: 7 }, "unmarked"],
  ["a fraction of a row", { row: { email: "x", name: "", note: "" }, runId, rowNumber: 7.5 }, "unmarked"],
  ["no row", [], "unmarked"],
])("a line of an NDJSON with %s is told apart and stops nothing", async (_what, line, kind) => {
  const good = { row: { email: "x", name: null, note: "", mine: 1 }, runId, rowNumber: 8 };
  const { lines, ignored } = await read(`${JSON.stringify(good)}\r\n${JSON.stringify(line)}\n`);
  expect(lines).toEqual([row(1, 8, "x", null, ""), { kind, line: 2 }]);
  expect(ignored).toEqual(["mine"]);
});
