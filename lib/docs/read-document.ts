import { readFile } from "node:fs/promises";
import path from "node:path";
import { type DocumentName, documents } from "./documents";
import { type Section, splitSections } from "./split-sections";

export interface Document {
  readonly name: DocumentName;
  readonly title: string;
  /** Its first paragraph. */
  readonly summary: string;
  readonly markdown: string;
  readonly sections: readonly Section[];
}

const folder = path.join(process.cwd(), "docs");

export async function readDocument(name: DocumentName): Promise<Document> {
  const markdown = await readFile(path.join(folder, `${name}.md`), "utf8");
  const sections = splitSections(markdown);
  const [first] = sections;
  return { name, title: first?.title ?? name, summary: first?.text.split("\n\n")[0] ?? "", markdown, sections };
}

export async function readDocuments(): Promise<Document[]> {
  return Promise.all(documents.map(readDocument));
}
