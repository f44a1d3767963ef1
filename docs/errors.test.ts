import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { preflightCatalogue } from "@/lib/engine/explain-refusal";
import { appErrorCodes } from "@/lib/errors";
import { errorDocsAnchor, hubSpotErrorCatalogue } from "@/lib/hubspot/errors";

const text = readFileSync(path.join(import.meta.dirname, "errors.md"), "utf8");
/** What stands under each heading of the third level, by the heading. */
const sections = new Map(
  text.split(/^### /m).map((section) => {
    const [heading = "", ...lines] = section.split("\n");
    return [heading, lines.join("\n").split(/^## /m)[0] ?? ""];
  }),
);

/** As GitHub makes them of headings: small letters and digits, blanks as dashes. */
const anchors = new Set(
  [...sections.keys()].map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  ),
);

test("a code that nobody has met leads to a section, too", () => {
  expect(anchors).toContain(errorDocsAnchor("hubspot", "NOBODY_HAS_MET_IT"));
});

describe.each([
  { stage: "preflight", catalogue: preflightCatalogue },
  { stage: "hubspot", catalogue: hubSpotErrorCatalogue },
] as const)("the codes of the stage $stage", ({ stage, catalogue }) => {
  test.each(Object.entries(catalogue))("%s is explained as it is on the screen", (code, { meaning, fix }) => {
    const section = sections.get(`${stage} ${code}`);
    expect(section).toContain(meaning);
    expect(section).toContain(fix);
  });

  test("every code's link leads to its section", () => {
    const links = Object.keys(catalogue).map((code) => errorDocsAnchor(stage, code));
    expect(links.filter((link) => !anchors.has(link))).toEqual([]);
  });

  test("no section explains a code that is gone", () => {
    const explained = [...sections.keys()].flatMap(
      (heading) => new RegExp(`^${stage} (\\w+)$`).exec(heading)?.[1] ?? [],
    );
    expect(explained.filter((code) => !Object.hasOwn(catalogue, code))).toEqual([]);
  });
});

test.each([...appErrorCodes, "internal"].map((code) => `error ${code}`).concat("run gave_up", "run undelivered"))(
  "%s says what to do",
  (heading) => {
    expect(sections.get(heading)).toMatch(/\*\*Fix:\*\* ./);
  },
);
