import type { PropertyOption, ValueReplacement } from "@/lib/engine/types";

/**
 * Two columns as a spreadsheet puts them on the clipboard: a line per row, a tab between cells, cells with tabs, line
 * ends or quotes in quotes. Null for what isn't two columns, which is a text to be pasted like any other. Where the second
 * column has labels of options, their internal values are taken.
 */
export function readPasted(text: string, options: readonly PropertyOption[]): ValueReplacement[] | null {
  if (!text.includes("\t")) return null;
  return readCells(text).flatMap(([from = "", to = ""]) =>
    from === "" ? [] : [{ from, to: findOption(to, options) }],
  );
}

function findOption(text: string, options: readonly PropertyOption[]): string {
  const trimmed = text.trim().toLowerCase();
  const exact = options.find(({ value }) => value === text);
  const byLabel = options.find(
    ({ value, label }) => value.toLowerCase() === trimmed || label.trim().toLowerCase() === trimmed,
  );
  return (exact ?? byLabel)?.value ?? text;
}

function readCells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text.replace(/\r\n?/g, "\n");
  while (rest !== "") {
    const quoted = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(rest);
    const plain = /^[^\t\n]*/.exec(rest);
    const raw = quoted?.[0] ?? plain?.[0] ?? "";
    row.push(quoted ? (quoted[1] ?? "").replaceAll('""', '"') : raw);
    const end = rest.charAt(raw.length);
    rest = rest.slice(raw.length + 1);
    if (end === "\t" && rest !== "") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
