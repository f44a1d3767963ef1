import { describe, expect, test } from "vitest";
import { readTemplate } from "./read-template";
import type { Cell, Column } from "./types";

const columns: Column[] = [
  ["first_name", "text"],
  ["Odd Name", "text"],
  ["active", "boolean"],
  ["amount", "number"],
  ["born", "date"],
  ["seen", "timestamp"],
  ["größe", "text"],
  ["row", "text"],
  ["__proto__", "text"],
].map(([name = "", type]) => ({ name, type: type as Column["type"], nativeType: type ?? "" }));

const row: Cell[] = [
  "O'Brien 😀",
  "odd",
  "false",
  "12345678901234567890.10",
  "2024-07-31",
  "2024-07-31T23:21:03.123456",
  "12",
  "own",
  "p",
];

function fill(template: string, cells: readonly Cell[] = row) {
  const reading = readTemplate(template);
  return reading.ok ? reading.bind(columns)(cells) : reading.faults[0];
}

describe("a template", () => {
  test.each([
    ["{{ first_name }}", "O'Brien 😀"],
    ["{{ first_name }}/{{ first_name | upcase }}", "O'Brien 😀/O'BRIEN 😀"],
    ['{{ row["Odd Name"] }}{{ row["first_name"].size }}', "odd10"],
    ['{{ row["row"] }}', "own"],
    ['{{ row["__proto__"] }}', "p"],
    ["{{ größe }} cm", "12 cm"],
    ["{{ amount }}", "12345678901234567890.10"],
    ["{% if active %}yes{% else %}no{% endif %} {{ active }}", "no false"],
    ['{% assign parts = first_name | split: "\'" %}{{ parts[1] }}|{{ parts[9] }}', "Brien 😀|"],
    ["{{ born | date: '%d.%m.%Y' }} {{ seen | date: '%H:%M' }}", "31.07.2024 23:21"],
    ["{% comment %}{{ nothing }}{% endcomment %}{% raw %}{{ x }}{% endraw %}", "{{ x }}"],
    ["plain", "plain"],
  ])("%s becomes %j", (template, text) => {
    expect(fill(template)).toBe(text);
  });

  test("is the same text whatever the machine's time zone", () => {
    const zone = process.env.TZ;
    const texts = ["Asia/Tokyo", "America/Los_Angeles"].map((name) => {
      process.env.TZ = name;
      return fill("{{ seen | date: '%Y-%m-%d %H:%M' }} {{ born | date: '%d' }}");
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(texts).toEqual(["2024-07-31 23:21 31", "2024-07-31 23:21 31"]);
  });

  test("leaves nothing where cells are null, and names the columns that it takes, each once", () => {
    const empty = row.map(() => null);
    expect(fill("{{ first_name }}{{ born | date: '%Y' }}{{ first_name | upcase }}", empty)).toBe("");
    expect(fill("{{ first_name | default: 'there' }}", empty)).toBe("there");
    const reading = readTemplate(
      '{{ a }}{% if b %}{{ row["c d"] }}{{ a }}{% endif %}{% for x in e %}{{ x }}{% endfor %}',
    );
    expect(reading.ok && [...reading.columns.keys()]).toEqual(["a", "b", "c d", "e"]);
  });

  test.each([
    ["{{ first_name", "output `{{ first_name` not closed", { line: 1, column: 1 }],
    ["a\n {{ first_name | shout }}", "there is no filter `shout`", { line: 2, column: 18 }],
    ["{{ first_name | sample }}", "there is no filter `sample`", { line: 1, column: 17 }],
    ["{% include 'x' %}", "there is no tag `include` here", { line: 1, column: 1 }],
    ["{% render 'x' %}", "there is no tag `render` here", { line: 1, column: 1 }],
    ["{% increment n %}", "there is no tag `increment` here", { line: 1, column: 1 }],
  ])("%s can't be read, and the fault says where", (template, why, place) => {
    expect(fill(template)).toEqual({ why, place });
  });

  test.each([
    ["{{ row }}", "quotes"],
    ["{{ row[first_name] }}", "quotes"],
    ["{{ first_name.constructor }}", "only `size`"],
    ["{{ first_name[0] }}", "only `size`"],
  ])("%s asks for what a row doesn't have", (template, why) => {
    expect(fill(template)).toMatchObject({ why: expect.stringContaining(why) });
  });

  test.each([
    ["{{ 'now' | date: '%Y' }}", "takes dates"],
    ["{{ first_name | date: '%Y' }}", "takes dates"],
    ["{% for i in (1..1000) %}{% for j in (1..1000) %}x{% endfor %}{% endfor %}", "more than a template may"],
    ["{% for i in (1..99999999) %}x{% endfor %}", "more than a template may"],
  ])("%s fails for the row, with the reason", (template, why) => {
    expect(fill(template)).toMatchObject({ why: expect.stringContaining(why) });
  });

  test("tells all of its faults, each at its own place, and the columns that it takes in spite of them", () => {
    const reading = readTemplate(
      'a\n{{ plan | upcas | downcas: "| upcas" }}{% assign x = "b" | nope %}{{ born[0] }}\n{% if active %}{{ plan | trim }}{% endif %}',
    );
    expect(reading).toEqual({
      ok: false,
      faults: [
        { why: "there is no filter `upcas`", place: { line: 2, column: 11 } },
        { why: "there is no filter `downcas`", place: { line: 2, column: 19 } },
        { why: "there is no filter `nope`", place: { line: 2, column: 60 } },
        { why: "the value of `born` is a text, of which only `size` can be asked", place: { line: 2, column: 70 } },
        { why: "there is no filter `trim`", place: { line: 3, column: 26 } },
      ],
      columns: new Map([
        ["plan", { line: 2, column: 4 }],
        ["active", { line: 3, column: 7 }],
      ]),
    });
  });

  test("of 200,000 characters isn't read", () => {
    expect(fill("x".repeat(200_000))).toMatchObject({ why: "it does more than a template may for one row" });
  });
});
