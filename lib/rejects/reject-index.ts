import { z } from "zod";
import type { Reject } from "./reject";

// A page with more is looked through instead: the index stays small, however many options were refused.
const MOST_CAUSES = 200;

/** What rejects are grouped by. Without an option it stands for all options of its property. */
export interface CauseName {
  readonly stage: string;
  readonly code: string;
  readonly property: string | null;
  readonly option: string | null;
}

/** The causes that each page of a run's rejects holds, by its key, so that a rare one is found without reading all pages. */
export const RejectIndex = z.record(z.string(), z.array(z.string()).nullable());
export type RejectIndex = z.infer<typeof RejectIndex>;

/** Makes the index of pages that are read one after another. */
export class RejectIndexer {
  readonly #pages = new Map<string, Set<string>>();
  #page = new Set<string>();

  beginPage(key: string): void {
    this.#page = new Set();
    this.#pages.set(key, this.#page);
  }

  add(reject: Reject): void {
    if (this.#page.size > MOST_CAUSES) return;
    this.#page.add(spell(reject)).add(spell({ ...reject, option: null }));
  }

  make(): RejectIndex {
    const pages = [...this.#pages].map(([key, page]) => [key, page.size > MOST_CAUSES ? null : [...page]] as const);
    return Object.fromEntries(pages);
  }
}

/** False of a page that holds no reject of the cause. Of a page that isn't in the index nobody can tell. */
export function canHold(index: RejectIndex, key: string, cause: CauseName): boolean {
  return index[key]?.includes(spell(cause)) ?? true;
}

export function isOfCause({ stage, code, property, option }: Reject, cause: CauseName): boolean {
  return (
    stage === cause.stage &&
    code === cause.code &&
    (property ?? "") === (cause.property ?? "") &&
    (!cause.option || option === cause.option)
  );
}

// Where nothing is, the database has an empty text.
function spell({ stage, code, property, option }: CauseName): string {
  return JSON.stringify([stage, code, property ?? "", option ?? ""]);
}
