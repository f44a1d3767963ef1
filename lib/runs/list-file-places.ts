import type { Prisma } from "../generated/prisma/client";
import { instanceReports, ownFolder, reportBase, runPrefix, uploadPrefix, writtenPrefix } from "./run-keys";
import { RunSnapshot } from "./run-snapshot";

export const placedPageSelect = { storageId: true, moveAt: true } as const satisfies Prisma.WrittenPageSelect;

export const placedRunSelect = {
  id: true,
  syncId: true,
  requestedAt: true,
  snapshot: true,
  storageId: true,
  filesTries: true,
  uploads: { select: { id: true } },
  written: { distinct: ["storageId", "moveAt"], select: placedPageSelect },
} as const satisfies Prisma.RunSelect;

export interface PlacedRun {
  readonly id: string;
  readonly syncId: string;
  readonly requestedAt: Date;
  readonly snapshot: unknown;
  readonly storageId: string | null;
  readonly filesTries: number;
  /** Corrected files of its rejects. */
  readonly uploads: readonly { readonly id: string }[];
  readonly written: PlacedWriter["written"];
}

/** A run, or a row that was sent by hand. */
export interface PlacedWriter {
  readonly id: string;
  readonly syncId: string | null;
  /** Which stores hold values that it has written, and which of those wait there for the workspace's bucket. */
  readonly written: readonly { readonly storageId: string | null; readonly moveAt: Date | null }[];
}

export interface FilePlace {
  /** Null for the instance's store. */
  readonly storageId: string | null;
  readonly prefixes: string[];
}

/**
 * All places where files of these runs may lie, by store: where they belong, in the instance's store what a move may have
 * left, and in the workspace's bucket what a move that didn't end has written.
 */
export function listFilePlaces(runs: readonly PlacedRun[], currentStorageId: string | null): FilePlace[] {
  const places = new Map<string | null, string[]>();
  for (const run of runs) {
    const base = reportBase({ ...run, ...readTarget(run) });
    const own = [base, `${ownFolder(run.syncId)}/${runPrefix(run.id)}`];
    const uploads = run.uploads.map(({ id }) => uploadPrefix(id));
    add(places, null, [`${instanceReports}/${base}`, runPrefix(run.id), ...uploads]);
    if (run.storageId !== null) add(places, run.storageId, own);
    else if (run.filesTries > 0 && currentStorageId !== null) add(places, currentStorageId, own);
  }
  for (const { storageId, prefixes } of listWrittenPlaces(runs, currentStorageId)) add(places, storageId, prefixes);
  return [...places].map(([storageId, prefixes]) => ({ storageId, prefixes }));
}

/** The places of what these have written, by store; in the workspace's bucket also what a move that didn't end has left. */
export function listWrittenPlaces(writers: readonly PlacedWriter[], currentStorageId: string | null): FilePlace[] {
  const places = new Map<string | null, string[]>();
  for (const { id, syncId, written } of writers) {
    const stores = new Set(written.map(({ storageId }) => storageId));
    if (written.some(({ moveAt }) => moveAt !== null)) stores.add(currentStorageId);
    for (const storageId of stores) {
      add(places, storageId, [`${storageId === null ? "" : `${ownFolder(syncId)}/`}${writtenPrefix(id)}`]);
    }
  }
  return [...places].map(([storageId, prefixes]) => ({ storageId, prefixes }));
}

const readTarget = ({ snapshot }: PlacedRun) => ({ objectTypeId: RunSnapshot.parse(snapshot).objectTypeId });

function add(places: Map<string | null, string[]>, storageId: string | null, prefixes: readonly string[]): void {
  const known = places.get(storageId) ?? [];
  known.push(...prefixes);
  places.set(storageId, known);
}
