import type { RunSnapshot } from "./run-snapshot";

/** What becomes of the rows that a plan sends: who only updates creates nothing, whatever HubSpot hasn't accepted yet. */
export function splitPlanned({ mode }: Pick<RunSnapshot, "mode">, plan: { planned: number; fresh: number }) {
  const wouldCreate = mode === "update" ? 0 : plan.fresh;
  return { wouldCreate, wouldUpdate: plan.planned - wouldCreate };
}
