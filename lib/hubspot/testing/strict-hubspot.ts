import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { HubSpotRefusal } from "../client";
import { parseEnvelope } from "../envelope";
import { narrowDown } from "../narrow-down";
import { UniformRefusals } from "../uniform-refusals";

const call = { method: "POST", path: "/crm/objects/2026-09/0-1/batch/upsert" };
export const refuse = (body: unknown, status = 400) =>
  new HubSpotRefusal(call, status, parseEnvelope(body), "correlation");
export const unnamed = { status: "error", message: "Something in this batch is wrong.", category: "VALIDATION_ERROR" };

export const makeInputs = (count: number, payload = (_index: number): Record<string, string> => ({})): WriteInput[] =>
  Array.from({ length: count }, (_, index) => ({
    trace: `row-${index}`,
    matchValue: `row-${index}@example.com`,
    payload: payload(index),
  }));

export const narrow = (
  inputs: readonly WriteInput[],
  send: (group: readonly WriteInput[]) => Promise<readonly WriteOutcome[]>,
  uniformRefusals = new UniformRefusals(),
) => narrowDown(inputs, { matchProperty: "email", send, uniformRefusals });

/** A HubSpot that refuses a whole call as soon as `explain` finds fault with it. */
export function createStrictHubSpot(explain: (inputs: readonly WriteInput[]) => unknown | null) {
  const written: string[] = [];
  let calls = 0;
  return {
    written,
    countCalls: () => calls,
    send: async (inputs: readonly WriteInput[]): Promise<WriteOutcome[]> => {
      calls += 1;
      const fault = explain(inputs);
      if (fault) throw refuse(fault);
      written.push(...inputs.map(({ trace }) => trace));
      return inputs.map(({ trace }) => ({ kind: "created", trace, recordId: `id-${trace}`, warnings: [] }));
    },
  };
}

export const refuseRows = (bad: readonly number[]) => (inputs: readonly WriteInput[]) =>
  inputs.some(({ trace }) => bad.includes(Number(trace.slice(4)))) ? unnamed : null;

export function acceptedBefore(): UniformRefusals {
  const refusals = new UniformRefusals();
  refusals.noteAccepted();
  return refusals;
}

export const rejected = (outcomes: readonly WriteOutcome[]) =>
  outcomes.flatMap((outcome) => (outcome.kind === "rejected" ? [outcome.trace] : []));
