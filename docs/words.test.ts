import { expect, test } from "vitest";
import { words } from "@/components/help/words";
import { readDocuments } from "@/lib/docs/read-document";

test("each word that is explained in place leads to a section of the docs, and asks as its section is called", async () => {
  const sections = (await readDocuments()).find(({ name }) => name === "words")?.sections ?? [];
  expect(sections.length).toBeGreaterThan(10);
  for (const { question, anchor } of Object.values(words)) {
    const section = sections.find((one) => one.anchor === anchor);
    expect([question.toLowerCase(), anchor, section !== undefined]).toEqual([
      expect.stringContaining(section?.title.toLowerCase() ?? "no such section"),
      anchor,
      true,
    ]);
  }
});

test("an explanation is short enough to be read in passing", () => {
  for (const { text } of Object.values(words)) expect(text.length).toBeLessThan(220);
});
