import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { HubSpotRefusal } from "./client";
import { findNamedRows } from "./name-rows";
import { rejectByHubSpot } from "./outcomes";

type Send = (inputs: readonly WriteInput[]) => Promise<readonly WriteOutcome[]>;

/** What an attempt to send a group told: all written, a culprit found, or refused without a hint whom it means. */
type Attempt = "sent" | "found" | HubSpotRefusal;

/**
 * Sends a batch; where HubSpot refuses all of it for the sake of some rows, finds those rows and writes the others, each
 * once. Rows that the refusal names are taken out first. Otherwise groups are sent and halved: one bad row among 100 that
 * nobody names costs some 10 more calls, three some 20. A refusal about every row alike is thrown as it is.
 */
export async function narrowDown(
  inputs: readonly WriteInput[],
  matchProperty: string,
  send: Send,
): Promise<WriteOutcome[]> {
  const outcomes = new Map<string, WriteOutcome>();
  const refusedAlone = new Set<string>();
  const listOpen = (group: readonly WriteInput[]) => group.filter(({ trace }) => !outcomes.has(trace));

  function reject(input: WriteInput, refusal: HubSpotRefusal, body = refusal.body): void {
    outcomes.set(input.trace, rejectByHubSpot(input, body, refusal.correlationId));
  }

  async function attempt(group: readonly WriteInput[]): Promise<Attempt> {
    let result: Attempt = "sent";
    for (let rest = group; rest.length > 0; rest = listOpen(rest)) {
      const answer = await sendOrRefuse(send, rest);
      if (!(answer instanceof HubSpotRefusal)) {
        for (const outcome of answer) outcomes.set(outcome.trace, outcome);
        return answer.some(({ kind }) => kind === "rejected") ? "found" : result;
      }
      const named = findNamedRows(rest, matchProperty, answer.body);
      const [only, ...others] = rest;
      if (named.length === 0 && (!only || others.length > 0)) return answer;
      for (const { input, body } of named) reject(input, answer, body);
      if (named.length === 0 && only) {
        reject(only, answer);
        refusedAlone.add(answer.refusals[0].code);
      }
      result = "found";
    }
    return result;
  }

  /** Halves a refused group until one row has an outcome that explains the refusal. */
  async function search(refused: readonly WriteInput[], why: HubSpotRefusal): Promise<void> {
    let suspects = listOpen(refused);
    let refusal = why;
    while (suspects.length > 1) {
      const half = suspects.slice(0, Math.ceil(suspects.length / 2));
      const result = await attempt(half);
      if (result === "found") return;
      if (result === "sent") suspects = listOpen(suspects);
      else [suspects, refusal] = [listOpen(half), result];
    }
    const [last] = suspects;
    if (!last) return;
    // All others of the refused group were written, so it is the last one; unless the rows were refused for being
    // together, as duplicates are. A code that has met a single row is about single rows.
    if (refusedAlone.has(refusal.refusals[0].code)) reject(last, refusal);
    else await attempt([last]);
  }

  const first = await attempt(inputs);
  let isOneKnown = first instanceof HubSpotRefusal;
  for (let open = listOpen(inputs); open.length > 0; open = listOpen(inputs)) {
    const bad = [...outcomes.values()].filter(({ kind }) => kind === "rejected").length;
    const size = chooseGroupSize({ open: open.length, total: inputs.length, bad });
    const group = open.slice(0, isOneKnown ? Math.min(size, Math.ceil(open.length / 2)) : size);
    const result = await attempt(group);
    if (result instanceof HubSpotRefusal) await search(group, result);
    if (result !== "sent") isOneKnown = false;
  }
  return inputs.flatMap(({ trace }) => outcomes.get(trace) ?? []);
}

async function sendOrRefuse(send: Send, group: readonly WriteInput[]) {
  try {
    return await send(group);
  } catch (error) {
    if (error instanceof HubSpotRefusal && !error.isSystemic) return error;
    throw error;
  }
}

const EXPECTED_BAD = 4;

/**
 * How many rows to send next: as many as leave an even chance that all are good, the most telling question. A few bad
 * rows are expected at first; once more have turned up, as many as their share so far.
 */
function chooseGroupSize({ open, total, bad }: { open: number; total: number; bad: number }): number {
  const settled = Math.max(1, total - open);
  const expected = bad < EXPECTED_BAD ? (EXPECTED_BAD - bad) * Math.sqrt(open / total) : (open * bad) / settled;
  if (expected <= 1) return open;
  return 2 ** Math.round(Math.log2(Math.max(1, (open - expected + 1) / expected)));
}
