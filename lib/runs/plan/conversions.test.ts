import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";
import { dependencies } from "../../../package.json";
import { CONVERSIONS } from "./conversions";

const engine = path.join(import.meta.dirname, "../../engine");

/** The code of these files and of all that they import, by name, without types and comments. */
function readCode(names: readonly string[], read = new Map<string, string>()): Map<string, string> {
  for (const name of names) {
    if (read.has(name)) continue;
    const text = readFileSync(path.join(engine, `${name}.ts`), "utf8");
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, removeComments: true },
    });
    read.set(name, outputText);
    readCode(
      [...outputText.matchAll(/ from "\.\/([\w-]+)"/g)].map(([, imported = ""]) => imported),
      read,
    );
  }
  return read;
}

test("code that makes payloads of cells is known by its digest, so that no fingerprint outlives a change of it", () => {
  const code = readCode(["compile-mapping", "map-row", "read-template"]);
  expect([...code.keys()]).toContain("convert-enumeration");
  // What a template becomes is Liquid's to say, too.
  const digest = createHash("sha256").update(`liquidjs ${dependencies.liquidjs}\n`);
  for (const [name, text] of [...code].sort(([one], [other]) => (one < other ? -1 : 1)))
    digest.update(`${name}\n${text}`);
  expect(
    CONVERSIONS,
    "The code by which cells become payloads has changed: put its digest into lib/runs/plan/conversions.ts. Every row is mapped once more then.",
  ).toBe(digest.digest("hex").slice(0, 16));
});
