import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { documents } from "./documents";
import { readDocuments } from "./read-document";
import { searchDocuments } from "./search-documents";
import { splitSections } from "./split-sections";

test("every page that ships has a title, a summary and sections with anchors of their own", async () => {
  for (const page of await readDocuments()) {
    expect([page.name, page.title !== "", page.summary.length > 20]).toEqual([page.name, true, true]);
    const anchors = page.sections.map(({ anchor }) => anchor);
    expect(new Set(anchors).size).toBe(anchors.length);
  }
});

test("links between the pages that ship lead to sections that exist", async () => {
  const pages = await readDocuments();
  const broken = pages.flatMap(({ name, markdown }) =>
    [...markdown.matchAll(/\]\(([\w-]*)(?:\.md)?#([\w-]+)\)/g)]
      .map(([, target, anchor]) => ({ target: target || name, anchor }))
      .filter(({ target }) => documents.some((known) => known === target))
      .filter(({ target, anchor }) => {
        const sections = pages.find((page) => page.name === target)?.sections ?? [];
        return !sections.some((section) => section.anchor === anchor);
      })
      .map(({ target, anchor }) => `${name}: ${target}#${anchor}`),
  );
  expect(broken).toEqual([]);
});

test("pictures of the pages that ship are there", async () => {
  const images = (await readDocuments()).flatMap(({ markdown }) =>
    [...markdown.matchAll(/!\[[^\]]*\]\(images\/([^)]+)\)/g)].map(([, file = ""]) => file),
  );
  expect(images.filter((file) => !existsSync(path.join("docs/images", file)))).toEqual([]);
});

test("a heading inside a code block is no section, and marks don't show", () => {
  const sections = splitSections(
    "# Title\n\nFirst `code`, [a link](x.md).\n\n```sh\n# not one\n```\n\n## A **bold** part\n\n| a | b |\n|---|---|\n| 1 | 2 |",
  );
  expect(sections).toEqual([
    { anchor: "", title: "Title", text: "First code, a link.\n\n\n# not one" },
    { anchor: "a-bold-part", title: "A bold part", text: "a · b\n\n1 · 2" },
  ]);
});

test("a search finds sections by all of its words, those with the words in their title first", async () => {
  const hits = searchDocuments(await readDocuments(), "INVALID_option  preflight");
  expect(hits[0]).toMatchObject({
    name: "errors",
    title: "preflight INVALID_OPTION",
    anchor: "preflight-invalid_option",
  });
  expect(hits[0]?.excerpt).toContain("not one of the property's options");
  for (const { excerpt } of searchDocuments(await readDocuments(), "unique")) {
    const shown = excerpt.replaceAll(/^… | …$/g, "").split(" ");
    const words = new Set(
      (await readDocuments()).flatMap(({ sections }) => sections.flatMap(({ text }) => text.split(/\s+/))),
    );
    expect(shown.filter((word) => !words.has(word))).toEqual([]);
  }
  expect(searchDocuments(await readDocuments(), "no such words xyzzy")).toEqual([]);
  expect(searchDocuments(await readDocuments(), "   ")).toEqual([]);
});
