import { describe, expect, test } from "vitest";
import type { Mapping } from "@/lib/engine/types";
import { readMappingYaml, writeMappingYaml } from "./mapping-yaml";

const mapping: Mapping = {
  match: { column: "E-mail: address", property: "email" },
  fields: [
    { property: "firstname", value: { kind: "column", column: "no" }, whenEmpty: "skip", clean: ["trim", "lower"] },
    {
      property: "city",
      value: { kind: "constant", value: " O'Brien: #1\n😀 " },
      whenEmpty: "clear",
      write: "on_create",
    },
    {
      property: "jobtitle",
      value: { kind: "template", template: "{% if a %}\n  {{ a | upcase }}\n{% endif %}\n" },
      whenEmpty: "skip",
      valueMap: [{ from: "007", to: "" }],
      whenInvalid: "skip",
    },
  ],
};

describe("a mapping as YAML", () => {
  test("is read as the mapping that it was written of, and written as the same text", () => {
    const text = writeMappingYaml(mapping);
    const read = readMappingYaml(text);
    expect(read).toEqual({ ok: true, mapping });
    expect(read.ok && writeMappingYaml(read.mapping)).toBe(text);
    const long = { ...mapping, match: { column: "x".repeat(65_536), property: "email" } };
    expect(readMappingYaml(writeMappingYaml(long))).toEqual({ ok: true, mapping: long });
  });

  const head = "match:\n  column: mail\n  property: email\n";
  test.each([
    ["", 1, "The mapping"],
    ["- a\n- b\n", 1, "The mapping"],
    ["match: {column: a", 1, ""],
    [
      `${head}fields:\n  - property: ""\n    value: {kind: column, column: a}\n    whenEmpty: skip\n`,
      5,
      "Choose a property",
    ],
    [
      `${head}fields:\n  - property: a\n    value: {kind: column, column: a}\n    whenEmpty: never\n`,
      7,
      "fields › 1 › whenEmpty",
    ],
    [`${head}fields: []\nwritten: yes\n`, 5, "written is nothing that a mapping has"],
    [`${head}${head}fields: []\n`, 4, "unique"],
    ["a: &a [x, x]\nb: &b [*a, *a]\n", 1, "match: "],
  ])("%j is refused at line %i", (text, line, words) => {
    const read = readMappingYaml(text);
    expect(read.ok).toBe(false);
    const faults = read.ok ? [] : read.faults;
    expect(faults.some((fault) => fault.line === line && fault.message.includes(words))).toBe(true);
  });
});
