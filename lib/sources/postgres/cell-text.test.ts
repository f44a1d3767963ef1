import { describe, expect, test } from "vitest";
import type { ColumnType } from "@/lib/engine/types";
import { createCellWriter } from "@/lib/sources/postgres/cell-text";

describe("a moment", () => {
  test.each([
    ["timestamp", "2024-07-31 03:21:03.176", "2024-07-31T03:21:03.176"],
    ["timestamp", "12024-07-31 03:21:03", "12024-07-31T03:21:03"],
    ["timestamp", "infinity", "infinity"],
    ["timestamp", "0044-03-15 12:00:00 BC", "0044-03-15 12:00:00 BC"],
    ["timestamptz", "2024-07-31 03:21:03.176001+00", "2024-07-31T03:21:03.176001Z"],
    ["timestamptz", "-infinity", "-infinity"],
    ["timestamptz", "2024-07-31 05:21:03+02", "2024-07-31 05:21:03+02"],
    ["timestamptz", "0044-03-15 12:00:00+00 BC", "0044-03-15 12:00:00+00 BC"],
  ] as const)("%s %s becomes %s", (type, text, expected) => {
    expect(createCellWriter({ type, element: null })?.(text)).toBe(expected);
  });
});

describe("an array", () => {
  test.each([
    ["text", "{}", "[]"],
    ["text", '{plain,NULL,"NULL",null,""}', '["plain",null,"NULL","null",""]'],
    ["text", '{"a \\"quoted\\" b","c\\\\d","x,y","{z}"}', '["a \\"quoted\\" b","c\\\\d","x,y","{z}"]'],
    ["text", '{"two\nlines",🛫}', '["two\\nlines","🛫"]'],
    ["text", '{{a,b},{"",NULL}}', '[["a","b"],["",null]]'],
    ["text", "[0:1]={a,b}", '["a","b"]'],
    ["text", "[-1:0][2:3]={{a,b},{c,d}}", '[["a","b"],["c","d"]]'],
    ["integer", "{1,-2,NULL}", "[1,-2,null]"],
    ["integer", "{9007199254740993,9007199254740992}", '["9007199254740993",9007199254740992]'],
    ["number", "{1.5,1.50,NaN,-Infinity,0}", '[1.5,"1.50","NaN","-Infinity",0]'],
    ["boolean", "{t,f,NULL}", "[true,false,null]"],
    ["json", '{"{\\"a\\": [1, 2]}",NULL,3}', '[{"a": [1, 2]},null,3]'],
    ["timestamptz", '{"2024-07-31 03:21:03+00",infinity}', '["2024-07-31T03:21:03Z","infinity"]'],
  ] as const)("of type %s, %s becomes %s", (type: ColumnType, text, expected) => {
    const json = createCellWriter({ type: "array", element: { type, delimiter: "," } })?.(text);
    expect(json).toBe(expected);
    expect(() => JSON.parse(json ?? "")).not.toThrow();
  });

  test("of boxes is separated by semicolons", () => {
    const write = createCellWriter({ type: "array", element: { type: "other", delimiter: ";" } });
    expect(write?.("{(1,1),(0,0);(2,2),(1,1)}")).toBe('["(1,1),(0,0)","(2,2),(1,1)"]');
  });
});
