import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { convertValue } from "./convert-value";
import { convertToOutcome } from "./testing/convert-to-outcome";
import { makeProperty } from "./testing/make-property";
import type { Cell, ColumnType } from "./types";

type Row = [columnType: ColumnType, cell: Cell, expected: string | null];

const date = makeProperty("born", "date");
const datetime = makeProperty("seen", "datetime");

describe("dates", () => {
  test.each<Row>([
    ["date", "2024-03-05", "2024-03-05"],
    ["date", "2024-02-29", "2024-02-29"],
    ["date", "0001-01-01", "0001-01-01"],
    ["date", "9999-12-31", "9999-12-31"],
    ["timestamp", "2024-03-05T23:59:59.999999", "2024-03-05"],
    ["timestamptz", "2024-03-05T23:59:59Z", "2024-03-05"],
    ["text", "2024-03-05 13:45", "2024-03-05"],
    ["text", " 2024-03-05T13:45:00 ", "2024-03-05"],
    ["text", "2024-03-05T23:30:00-05:00", "2024-03-06"],
    ["integer", "1700000000000", "2023-11-14"],
    ["integer", "-86400000000", "1967-04-07"],
    ["text", "", null],
    ["text", "03/04/2024", "refused: INVALID_DATE"],
    ["text", "05.03.2024", "refused: INVALID_DATE"],
    ["text", "2024-3-5", "refused: INVALID_DATE"],
    ["text", "2024-02-30", "refused: INVALID_DATE"],
    ["text", "2023-02-29", "refused: INVALID_DATE"],
    ["text", "1900-02-29", "refused: INVALID_DATE"],
    ["text", "2024-13-01", "refused: INVALID_DATE"],
    ["text", "2024-00-10", "refused: INVALID_DATE"],
    ["text", "2024-01-00", "refused: INVALID_DATE"],
    ["text", "2024-03-05 24:00", "refused: INVALID_DATE"],
    ["text", "2024-03-05 23:59:60", "refused: INVALID_DATE"],
    ["text", "2024-03-05 2a:59:59", "refused: INVALID_DATE"],
    ["text", "2024-02-30T10:00:00", "refused: INVALID_DATE"],
    ["text", "2024-03-05x10:00:00", "refused: INVALID_DATE"],
    ["text", "2024-03-05T10:00+01:00", "2024-03-05"],
    ["text", "20x4-03-05", "refused: INVALID_DATE"],
    ["text", "2024/03/05", "refused: INVALID_DATE"],
    ["text", "1700000000000", "refused: INVALID_DATE"],
    ["integer", "1700000000", "refused: INVALID_DATE"],
    ["integer", "20240305", "refused: INVALID_DATE"],
    ["integer", "-99999999999999", "refused: INVALID_DATE"],
    ["date", "infinity", "refused: INVALID_DATE"],
    ["date", "0000-01-01", "refused: INVALID_DATE"],
    ["date", "10000-01-01", "refused: INVALID_DATE"],
    ["date", "0044-03-15 BC", "refused: INVALID_DATE"],
    ["boolean", "true", "refused: INVALID_DATE"],
  ])("%s %j becomes %j", (columnType, cell, expected) => {
    expect(convertToOutcome(date, columnType, cell)).toBe(expected);
  });
});

describe("dates with a time", () => {
  test.each<Row>([
    ["timestamptz", "2024-07-31T03:21:03.176204Z", "2024-07-31T03:21:03.176Z"],
    ["timestamptz", "2024-07-31T03:21:03Z", "2024-07-31T03:21:03.000Z"],
    ["timestamp", "2024-07-31T03:21:03.1", "2024-07-31T03:21:03.100Z"],
    ["date", "2024-07-31", "2024-07-31T00:00:00.000Z"],
    ["text", "2024-07-31T03:21:03+02:00", "2024-07-31T01:21:03.000Z"],
    ["text", "2024-07-31 03:21+0530", "2024-07-30T21:51:00.000Z"],
    ["text", "2024-12-31 23:00 -08", "2025-01-01T07:00:00.000Z"],
    ["text", "2024-07-31 03:21:03", "2024-07-31T03:21:03.000Z"],
    ["text", "0050-01-01T00:00:00+01:00", "0049-12-31T23:00:00.000Z"],
    ["integer", "1700000000000", "2023-11-14T22:13:20.000Z"],
    ["text", " ", null],
    ["text", "1/1/1", "refused: INVALID_DATETIME"],
    ["text", "2024-07-31T25:00:00Z", "refused: INVALID_DATETIME"],
    ["text", "2024-07-31T03:60:00Z", "refused: INVALID_DATETIME"],
    ["text", "2024-07-31T03:21:03+99:00", "refused: INVALID_DATETIME"],
    ["text", "2024-07-31 03:21 CEST", "refused: INVALID_DATETIME"],
    ["timestamptz", "infinity", "refused: INVALID_DATETIME"],
    ["text", "0001-01-01T00:00:00+01:00", "refused: INVALID_DATETIME"],
    ["text", "9999-12-31T23:30:00-01:00", "refused: INVALID_DATETIME"],
  ])("%s %j becomes %j", (columnType, cell, expected) => {
    expect(convertToOutcome(datetime, columnType, cell)).toBe(expected);
  });

  it("says the same moment in UTC for any offset", () => {
    const min = new Date("0002-01-01T00:00:00Z");
    const max = new Date("9998-01-01T00:00:00Z");
    const offset = fc.integer({ min: -15 * 60, max: 15 * 60 });
    fc.assert(
      fc.property(fc.date({ min, max, noInvalidDate: true }), offset, (moment, minutes) => {
        const local = new Date(moment.getTime() + minutes * 60_000).toISOString().slice(0, 23);
        const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, "0");
        const rest = String(Math.abs(minutes) % 60).padStart(2, "0");
        const text = `${local}${minutes < 0 ? "-" : "+"}${hours}:${rest}`;
        expect(convertValue(datetime, "text", text)).toBe(moment.toISOString());
        expect(convertValue(date, "text", text)).toBe(moment.toISOString().slice(0, 10));
      }),
    );
  });
});
