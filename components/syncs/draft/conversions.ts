import { cleanSteps } from "@/lib/engine/shape-value";
import type { CleanStep, FieldConversions, ValueReplacement } from "@/lib/engine/types";

/** A field's conversions while they are being written. */
export interface Conversions {
  readonly clean: readonly CleanStep[];
  readonly valueMap: readonly DraftReplacement[];
  readonly whenInvalid: "reject" | "skip";
}

export interface DraftReplacement extends ValueReplacement {
  /** Tells the rows of the form apart; never saved. */
  readonly id: number;
}

export function writeConversions({ clean = [], valueMap = [], whenInvalid = "reject" }: FieldConversions): Conversions {
  return { clean, valueMap: valueMap.map(({ from, to }, id) => ({ id, from, to })), whenInvalid };
}

/** What is to be saved: of what says nothing, nothing, so that a mapping without conversions stays as it was. */
export function readConversions({ clean, valueMap, whenInvalid }: Conversions): FieldConversions {
  const replacements = valueMap.flatMap(({ from, to }) => (from === "" && to === "" ? [] : [{ from, to }]));
  return {
    ...(clean.length > 0 ? { clean: [...clean] } : {}),
    ...(replacements.length > 0 ? { valueMap: replacements } : {}),
    ...(whenInvalid === "skip" ? { whenInvalid } : {}),
  };
}

/** A step of cleaning put in or taken out; of small letters and capitals there is one at the most. */
export function setStep(conversions: Conversions, step: CleanStep, isOn: boolean): Conversions {
  const other = step === "lower" ? "upper" : step === "upper" ? "lower" : null;
  const clean = cleanSteps.filter((one) => (one === step ? isOn : one !== other && conversions.clean.includes(one)));
  return { ...conversions, clean };
}

/** Entries put into the value map: in place of those of the same values, else at its end; blank ones give way. */
export function addReplacements(conversions: Conversions, added: readonly ValueReplacement[]): Conversions {
  const kept = conversions.valueMap.filter(({ from, to }) => from !== "" || to !== "");
  const byFrom = new Map<string, DraftReplacement>(kept.map((entry) => [entry.from, entry]));
  let nextId = Math.max(-1, ...conversions.valueMap.map(({ id }) => id)) + 1;
  for (const { from, to } of added) {
    const known = byFrom.get(from);
    byFrom.set(from, { id: known?.id ?? nextId++, from, to });
  }
  return { ...conversions, valueMap: [...byFrom.values()] };
}

/** A blank entry at the end of the value map. */
export function addBlank(conversions: Conversions): Conversions {
  const id = Math.max(-1, ...conversions.valueMap.map((entry) => entry.id)) + 1;
  return { ...conversions, valueMap: [...conversions.valueMap, { id, from: "", to: "" }] };
}

/** How many conversions would be saved. */
export function countConversions(conversions: Conversions): number {
  const { clean = [], valueMap = [], whenInvalid } = readConversions(conversions);
  return clean.length + valueMap.length + (whenInvalid === "skip" ? 1 : 0);
}
