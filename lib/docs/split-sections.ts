import GithubSlugger from "github-slugger";

export interface Section {
  /** The heading's anchor in the page; empty for the page's title. */
  readonly anchor: string;
  readonly title: string;
  /** What stands below the heading, in plain words. */
  readonly text: string;
}

/** The sections of a page by its headings, the title first. What looks like a heading inside a code block is none. */
export function splitSections(markdown: string): Section[] {
  const slugger = new GithubSlugger();
  const sections: { anchor: string; title: string; lines: string[] }[] = [];
  let isCode = false;
  for (const line of markdown.split("\n")) {
    if (line.startsWith("```")) isCode = !isCode;
    const heading = isCode ? null : /^(#{1,6}) (.+)$/.exec(line);
    if (!heading) {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    const title = toPlain(heading[2] ?? "");
    const anchor = slugger.slug(title);
    sections.push({ anchor: heading[1] === "#" ? "" : anchor, title, lines: [] });
  }
  return sections.map(({ lines, ...section }) => ({ ...section, text: toPlain(lines.join("\n")).trim() }));
}

/** Without the marks of Markdown, as far as our pages use them. */
function toPlain(markdown: string): string {
  return markdown
    .replace(/^```.*$/gm, "")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\|[\s:|-]+\|$/gm, "")
    .replace(/^\| | \|$/gm, "")
    .replaceAll(" | ", " · ")
    .replace(/\*\*|`/g, "");
}
