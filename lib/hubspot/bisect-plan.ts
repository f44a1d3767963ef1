/** What is known about a batch that is being narrowed down. */
export interface Situation {
  /** Rows in the smallest group that is known to hold a bad one; 0 when no group is. */
  readonly suspects: number;
  /** Rows without an outcome, suspects included; at most 100. */
  readonly open: number;
  /** Bad rows found so far. */
  readonly found: number;
  /** A row has been refused alone, so that the last one left of a refused group needs no call of its own. */
  readonly isProven: boolean;
}

/** Which rows to send together next: so many suspects and so many of the others. */
export interface Question {
  readonly suspects: number;
  readonly others: number;
}

/**
 * The calls, after the first, that a batch of 100 with 0, 1, 2 or 3 bad rows that nobody names may cost, wherever they
 * are: questions are chosen so that the worst case overruns none of these. (Halving alone, without mixed questions, needs 21 for three.)
 */
export const ALLOWED_CALLS = [1, 13, 17, 20] as const;

const PLANNED_FOR = ALLOWED_CALLS.length - 1;

/** Sending suspects together with others pays only in groups as small as this. */
const MIXED_UP_TO = 8;

/**
 * What to send next. It is group testing with two peculiarities: to find rows good is to write them, so that each good
 * row is in exactly one call that succeeds; and the first culprit found by elimination has to be sent alone, because
 * rows can be refused for being together. After three bad rows, groups are as large as the share of bad rows so far
 * leaves an even chance to be all good.
 */
export function chooseQuestion({ suspects, open, found, isProven }: Situation): Question {
  if (found < PLANNED_FOR) return solve(suspects, open, found, isProven ? 1 : 0).question;
  const size = found === PLANNED_FOR && suspects === 0 ? open : chooseByShare(open, found);
  return suspects > 0 ? { suspects: Math.min(size, halve(suspects)), others: 0 } : { suspects: 0, others: size };
}

/** How many of a refused group to try first while another group is known to be bad as well. */
export function halve(suspects: number): number {
  return Math.ceil(suspects / 2);
}

function chooseByShare(open: number, found: number): number {
  const expected = (open * found) / Math.max(1, 100 - open);
  if (expected <= 1) return open;
  return 2 ** Math.round(Math.log2(Math.max(1, (open - expected + 1) / expected)));
}

interface Solution {
  /** By how many calls the worst case misses its allowance; negative when calls are left. */
  readonly overrun: number;
  readonly question: Question;
}

// Some ten thousand situations come up, once in a process: plain numbers keep that to some 20 ms.
const solutions = new Map<number, Solution>();

function solve(suspects: number, open: number, found: number, proven: 0 | 1): Solution {
  const key = ((suspects * 101 + open) * 4 + found) * 2 + proven;
  const known = solutions.get(key);
  if (known) return known;
  let best = solvePlain(suspects, open, found, proven);
  if (suspects > 1 && suspects <= MIXED_UP_TO) best = improveByMixing(suspects, open, found, proven, best);
  solutions.set(key, best);
  return best;
}

/** The best question among suspects alone or, without any, among all open rows. */
function solvePlain(suspects: number, open: number, found: number, proven: 0 | 1): Solution {
  let [overrun, best] = [Number.POSITIVE_INFINITY, open];
  for (let size = 1; size <= (suspects > 0 ? suspects - 1 : open); size += 1) {
    const sent = 1 + overrunOf(Math.max(0, suspects - size), open - size, found, proven);
    if (sent >= overrun) continue;
    const worse = Math.max(sent, 1 + overrunOfRefused(size, open, found, proven));
    if (worse < overrun) [overrun, best] = [worse, size];
  }
  return { overrun, question: suspects > 0 ? { suspects: best, others: 0 } : { suspects: 0, others: best } };
}

/** Some suspects together with some others; where those are refused, the suspects are sent without them. */
function improveByMixing(suspects: number, open: number, found: number, proven: 0 | 1, plain: Solution): Solution {
  let best = plain;
  for (let size = 1; size < suspects; size += 1) {
    const refusedAlone = 2 + overrunOfRefused(size, open, found, proven);
    for (let others = 1; others <= open - suspects && refusedAlone < best.overrun; others += 1) {
      const sent = 1 + overrunOf(suspects - size, open - size - others, found, proven);
      if (sent >= best.overrun) continue;
      const sentAlone = 2 + overrunOfTwo(suspects - size, others, open - size, found, proven);
      const overrun = Math.max(sent, refusedAlone, sentAlone);
      if (overrun < best.overrun) best = { overrun, question: { suspects: size, others } };
    }
  }
  return best;
}

/** The worst case from here on, as long as no more rows are bad than planned for. */
function overrunOf(suspects: number, open: number, found: number, proven: 0 | 1): number {
  const allowed = ALLOWED_CALLS[found] ?? 0;
  if (open === 0) return -allowed;
  if (found >= PLANNED_FOR) return suspects > 0 ? Number.NEGATIVE_INFINITY : 1 - allowed;
  if (suspects === 1) return 1 - proven + overrunOf(0, open - 1, found + 1, 1);
  return solve(suspects, open, found, proven).overrun;
}

/** After a group of `size` was refused. What that leaves of a larger group may be good or bad. */
function overrunOfRefused(size: number, open: number, found: number, proven: 0 | 1): number {
  return size === 1 ? overrunOf(0, open - 1, found + 1, 1) : overrunOf(size, open, found, proven);
}

/** With a second group, of `others` rows, that is known to hold a bad row too. */
function overrunOfTwo(suspects: number, others: number, open: number, found: number, proven: 0 | 1): number {
  if (found + 2 > PLANNED_FOR) return Number.NEGATIVE_INFINITY;
  if (suspects === 1) return 1 - proven + overrunOf(others, open - 1, found + 1, 1);
  const half = halve(suspects);
  const sent = overrunOfTwo(suspects - half, others, open - half, found, proven);
  const isOne = half === 1;
  const refused = isOne ? overrunOf(others, open - 1, found + 1, 1) : overrunOfTwo(half, others, open, found, proven);
  return 1 + Math.max(sent, refused);
}
