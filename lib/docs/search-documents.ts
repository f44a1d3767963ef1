import type { DocumentName } from "./documents";
import type { Document } from "./read-document";
import type { Section } from "./split-sections";

export interface Hit {
  readonly name: DocumentName;
  /** The page's title. */
  readonly page: string;
  readonly anchor: string;
  readonly title: string;
  /** Where the words stand; the beginning of the section where only its title has them. */
  readonly excerpt: string;
}

const MOST_HITS = 30;
const EXCERPT_CHARACTERS = 180;

/** The sections that hold all the words, in whatever order; those that have them in their title come first. */
export function searchDocuments(pages: readonly Document[], words: string): Hit[] {
  const asked = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (asked.length === 0) return [];
  const hasAll = (text: string) => asked.every((word) => text.toLowerCase().includes(word));
  const found = pages.flatMap((page) =>
    page.sections
      .filter(({ title, text }) => hasAll(`${title}\n${text}`))
      .map((section) => ({ page, section, isInTitle: hasAll(section.title) })),
  );
  found.sort((a, b) => Number(b.isInTitle) - Number(a.isInTitle));
  return found.slice(0, MOST_HITS).map(({ page, section }) => ({
    name: page.name,
    page: page.title,
    anchor: section.anchor,
    title: section.title,
    excerpt: cutExcerpt(section, asked),
  }));
}

function cutExcerpt({ text }: Section, asked: readonly string[]): string {
  const places = asked.map((word) => text.toLowerCase().indexOf(word)).filter((place) => place >= 0);
  const first = places.length === 0 ? 0 : Math.min(...places);
  // From the beginning of a word or two before, so that the hit has some company.
  const from = first < 60 ? 0 : text.indexOf(" ", first - 60) + 1;
  const to = endOfWord(text, from + EXCERPT_CHARACTERS);
  const cut = text.slice(from, to).replace(/\s+/g, " ").trim();
  return `${from > 0 ? "… " : ""}${cut}${to < text.length ? " …" : ""}`;
}

/** The last place up to here at which a word has ended; here, where a single word reaches as far back. */
function endOfWord(text: string, most: number): number {
  if (most >= text.length) return text.length;
  const end = text.slice(0, most + 1).search(/\s\S*$/);
  return end > most - EXCERPT_CHARACTERS / 2 ? end : most;
}
