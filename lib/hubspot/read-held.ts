import type { WriteInput } from "@/lib/engine/types";
import type { Target } from "./batch-calls";
import { lookUp } from "./look-up";

/** A record as HubSpot has it now, as far as it was asked for. */
export interface HeldRecord {
  readonly recordId: string;
  /** HubSpot gives back empty properties as null. */
  readonly properties: Readonly<Record<string, string | null>>;
}

export interface HeldRecords {
  /** By trace. */
  readonly records: ReadonlyMap<string, HeldRecord>;
  /** By trace: the record that the one with the id was merged into. */
  readonly merged: ReadonlyMap<string, string>;
}

/**
 * Reads what HubSpot holds of the records that up to 100 inputs mean, and writes nothing. One call, and one more where the
 * answer left records out without a word. Throws what the client throws.
 */
export async function readHeld(
  target: Target,
  inputs: readonly WriteInput[],
  properties: readonly string[],
): Promise<HeldRecords> {
  if (inputs.length === 0) return { records: new Map(), merged: new Map() };
  const first = await lookUp(target, inputs, properties);
  const again = first.unaccounted.length > 0 ? await lookUp(target, first.unaccounted, properties) : null;
  const records = new Map(
    [...first.records, ...(again?.records ?? [])].map(([{ trace }, record]) => [
      trace,
      { recordId: record.id, properties: record.properties },
    ]),
  );
  const heirs = [...first.merged, ...(again?.merged ?? [])];
  return { records, merged: new Map(heirs.map(([{ trace }, { id }]) => [trace, id])) };
}
