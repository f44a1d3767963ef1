import { formatCount, formatNumber } from "@/components/ui/format-number";
import type { LeftOutLines, LeftOutReason, SpreadsheetMark } from "@/lib/api/uploads";

interface LeftOutWords {
  /** What is true of the lines: “3 lines …”. */
  readonly one: string;
  readonly many: string;
  readonly fix: string;
}

const leftOutWords: Readonly<Record<LeftOutReason, LeftOutWords>> = {
  foreign: {
    one: "is of another run",
    many: "are of another run",
    fix: "Upload such lines on the page of the run that `sluice_run_id` names.",
  },
  unmarked: {
    one: "has no run or row number that can be read",
    many: "have no run or row number that can be read",
    fix: "Copy `sluice_run_id` and `sluice_row` from the downloaded file, as text.",
  },
  incomplete: {
    one: "doesn’t have a cell for each column",
    many: "don’t have a cell for each column",
    fix: "A comma or a quote in a cell that isn’t in quotes does that: let the spreadsheet save the file.",
  },
  not_rejected: {
    one: "has a row number that this run hasn’t rejected",
    many: "have a row number that this run hasn’t rejected",
    fix: "Copy `sluice_row` from the downloaded file.",
  },
  settled: {
    one: "was seen to by another run since the file was downloaded",
    many: "were seen to by another run since the file was downloaded",
    fix: "What was refused there again is to be corrected on that run’s page.",
  },
  repeated: {
    one: "repeats another line to the letter",
    many: "repeat another line to the letter",
    fix: "Nothing to do: the row is sent once.",
  },
  twice: {
    one: "has a row that stands in the file again with other values",
    many: "have a row that stands in the file again with other values",
    fix: "Keep the line that is right, delete the other, and upload the file again.",
  },
  ambiguous: {
    one: "shares its match value with other rows of the run, and still does",
    many: "share their match value with other rows of the run, and still do",
    fix: "Correct the match value, or make the query return one row per match value and run the sync.",
  },
};

export function describeLeftOut({ reason, rows }: LeftOutLines): { what: string; fix: string } {
  const { one, many, fix } = leftOutWords[reason];
  return { what: `${formatCount(rows, "line")} ${rows === 1 ? one : many}`, fix };
}

const markWords: Readonly<Record<SpreadsheetMark, string>> = {
  letters_damaged: "Letters were damaged: the file was opened or saved in another encoding.",
  capitals: "`true` and `false` were rewritten.",
  zeros_dropped: "Leading zeros or plus signs were dropped.",
  digits_lost: "Long numbers lost digits.",
  date_rewritten: "Dates were rewritten, or made of other values.",
  number_rewritten: "Numbers were written in another way.",
};

export const describeMark = (mark: SpreadsheetMark): string => markWords[mark];

/** `Lines 3, 7 and 12`, `Lines 3, 7, 12, 15, 20 and 8 more`. */
export function nameLines({ rows, lines }: { rows: number; lines: readonly number[] }): string {
  const named = lines.map((line) => formatNumber(line));
  if (rows === 1) return `Line ${named[0]}`;
  if (rows > lines.length) return `Lines ${named.join(", ")} and ${formatNumber(rows - lines.length)} more`;
  return `Lines ${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}
