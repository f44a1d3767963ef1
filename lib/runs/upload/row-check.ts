import type { RefusedAgain, UploadCheck } from "../../api/uploads";
import type { CompiledMapping } from "../../engine/compile-mapping";
import { mapRow } from "../../engine/map-row";
import { showText } from "../../engine/show-text";
import type { Refusal, SourceRow } from "../../engine/types";
import { refuseDuplicate } from "../plan/duplicate-key";
import { LineCount } from "./counted-lines";

/** Some five seconds at the most, for any mapping that people make. */
export const CHECKED_ROWS = 50_000;
const MOST_CAUSES = 20;
const MOST_KINDS = 500;
const MESSAGE_CHARACTERS = 500;

interface CauseTally {
  readonly refusal: Refusal;
  readonly lines: LineCount;
}

/** Tries the first rows of a corrected file on a mapping: which of them would be refused again, and why. */
export class RowCheck {
  readonly #causes = new Map<string, CauseTally>();
  /** The first line of each match value; null once it counts as refused. */
  readonly #lineOfKey = new Map<string, number | null>();
  #rows = 0;
  #refused = 0;

  constructor(private readonly mapping: CompiledMapping) {}

  get isDone(): boolean {
    return this.#rows >= CHECKED_ROWS;
  }

  add(line: number, cells: SourceRow): void {
    if (this.isDone) return;
    this.#rows += 1;
    const mapped = mapRow(this.mapping, cells);
    const first = mapped.key === null ? undefined : this.#lineOfKey.get(mapped.key);
    if (mapped.key !== null && first === undefined) this.#lineOfKey.set(mapped.key, mapped.ok ? line : null);
    if (!mapped.ok) this.#refuse(line, mapped.refusals[0]);
    if (!mapped.ok || first === undefined) return;
    const refusal = refuseDuplicate(mapped.matchValue, this.mapping.match.property);
    if (first !== null) this.#refuse(first, refusal);
    this.#lineOfKey.set(mapped.key, null);
    this.#refuse(line, refusal);
  }

  list(): Omit<UploadCheck, "problems" | "whyUnchecked"> {
    const causes = [...this.#causes.values()].map(({ refusal, lines }): RefusedAgain => {
      const { code, property, message } = refusal;
      return { code, property, message: showText(message, MESSAGE_CHARACTERS), ...lines.list() };
    });
    return {
      rows: this.#rows,
      refused: this.#refused,
      causes: causes.sort((a, b) => b.rows - a.rows).slice(0, MOST_CAUSES),
    };
  }

  #refuse(line: number, refusal: Refusal): void {
    this.#refused += 1;
    // Of very many options the later ones count together.
    const option = this.#causes.size < MOST_KINDS ? refusal.option : null;
    const name = JSON.stringify([refusal.code, refusal.property, option]);
    const tally = this.#causes.get(name) ?? { refusal, lines: new LineCount() };
    tally.lines.add(line);
    this.#causes.set(name, tally);
  }
}
