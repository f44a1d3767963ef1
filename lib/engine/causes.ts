import { showText } from "./show-text";
import type { Refusal, RejectStage } from "./types";

const maxOptions = 50;
const maxSamples = 3;
const maxMessageCharacters = 500;
const maxValueCharacters = 200;

/** Refusals of a run that share stage, code, property and option. */
export interface Cause {
  readonly stage: RejectStage;
  readonly code: string;
  readonly property: string | null;
  /** Null as well where the property had more refused options than are worth telling apart. */
  readonly option: string | null;
  /** The message of the first of them. */
  readonly message: string;
  /** In refusals: a row with two bad fields counts in two causes. */
  readonly count: number;
  /** The first of them, up to 3. */
  readonly samples: readonly CauseSample[];
}

export interface CauseSample {
  /** The row's place in the run, as its reject has it. */
  readonly rowNumber: number;
  /** Of a retry and an upload: its place in the run that read it from the source. */
  readonly sourceRow: number | null;
  readonly matchValue: string | null;
  readonly message: string;
}

/**
 * Counts refusals by cause. Memory doesn't grow with the rows: past 50 refused options of one property they become one
 * cause without an option, and texts are clipped and made fit for storing.
 */
export class CauseTally {
  readonly #groups = new Map<string, CauseGroup>();

  add(stage: RejectStage, refusal: Refusal, row: Omit<CauseSample, "message">): void {
    const message = showText(refusal.message, maxMessageCharacters);
    const matchValue = row.matchValue === null ? null : showText(row.matchValue, maxValueCharacters);
    const option = refusal.option === null ? null : showText(refusal.option, maxValueCharacters);
    const { rowNumber, sourceRow } = row;
    const samples = [{ rowNumber, sourceRow, matchValue, message }];
    this.addCause({ stage, code: refusal.code, property: refusal.property, option, message, count: 1, samples });
  }

  /** Takes in what another tally has counted. */
  addCause(cause: Cause): void {
    const groupKey = JSON.stringify([cause.stage, cause.code, cause.property]);
    const group = this.#groups.get(groupKey) ?? { isFolded: false, byOption: new Map() };
    this.#groups.set(groupKey, group);
    addToGroup(group, cause);
    const namedOptions = group.byOption.size - (group.byOption.has(null) ? 1 : 0);
    if (namedOptions > maxOptions) foldGroup(group);
  }

  /** The most frequent first. */
  list(): Cause[] {
    const causes = [...this.#groups.values()].flatMap(({ byOption }) => [...byOption.values()]);
    return causes.sort((a, b) => b.count - a.count);
  }
}

/** The causes of several tallies as one list: counts add up, first messages and samples stay first. */
export function mergeCauses(...lists: readonly (readonly Cause[])[]): Cause[] {
  const tally = new CauseTally();
  for (const cause of lists.flat()) tally.addCause(cause);
  return tally.list();
}

/** The causes of one stage, code and property. */
interface CauseGroup {
  isFolded: boolean;
  byOption: Map<string | null, Cause>;
}

function addToGroup(group: CauseGroup, cause: Cause): void {
  const option = group.isFolded ? null : cause.option;
  const known = group.byOption.get(option);
  const { message, count, samples } = known ?? { message: cause.message, count: 0, samples: [] };
  group.byOption.set(option, {
    ...cause,
    option,
    message,
    count: count + cause.count,
    samples: samples.length < maxSamples ? [...samples, ...cause.samples].slice(0, maxSamples) : samples,
  });
}

function foldGroup(group: CauseGroup): void {
  const causes = [...group.byOption.values()];
  group.byOption = new Map();
  group.isFolded = true;
  for (const cause of causes) addToGroup(group, cause);
}
