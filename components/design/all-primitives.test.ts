import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const here = import.meta.dirname;
const shown = readdirSync(here)
  .filter((name) => name.endsWith(".tsx"))
  .map((name) => readFileSync(path.join(here, name), "utf8"))
  .join("\n");

// Parts of others: a combobox's list, what the toaster loads, the line that tells what is out of date.
const parts = new Set(["combobox-list", "notices", "notice-strip"]);

const primitives = readdirSync(path.join(here, "../ui"))
  .filter((name) => name.endsWith(".tsx"))
  .map((name) => name.replace(/\.tsx$/, ""))
  .filter((name) => !parts.has(name));

test.each(primitives)("the page of primitives shows %s", (name) => {
  expect(shown).toContain(`"@/components/ui/${name}"`);
});
