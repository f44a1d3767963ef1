import type { WriteMode } from "@/lib/engine/types";

export interface ModeWords {
  readonly value: WriteMode;
  readonly title: string;
  readonly newRows: string;
  readonly matchingRows: string;
}

const updates = "write the mapped properties of that record, where a value has changed since HubSpot last accepted it";

/** The modes in words, the usual one first. */
export const modes: readonly ModeWords[] = [
  {
    value: "upsert",
    title: "Create and update",
    newRows: "create a record with the mapped properties",
    matchingRows: updates,
  },
  {
    value: "create",
    title: "Only create",
    newRows: "create a record with the mapped properties",
    matchingRows: "are skipped: the record stays as it is",
  },
  {
    value: "update",
    title: "Only update",
    newRows: "are skipped: nothing is created",
    matchingRows: updates,
  },
];

export function titleOfMode(mode: WriteMode): string {
  return modes.find(({ value }) => value === mode)?.title ?? mode;
}

/** Why a run of this mode skips rows. */
export function explainSkipped(mode: WriteMode): string {
  switch (mode) {
    case "upsert":
      return "The sync’s mode leaves them alone.";
    case "create":
      return "The sync only creates, and HubSpot had a record of these when it looked.";
    case "update":
      return "The sync only updates, and these have no record.";
    default:
      return mode satisfies never;
  }
}

/** What becomes of rows that HubSpot has never accepted where it has their records all the same. */
export function explainWouldCreate(mode: WriteMode): string {
  const become = mode === "create" ? "skipped" : "updated";
  return `New to this sync. Those whose records HubSpot has are ${become}.`;
}
