import type { KnownRecord, RecordWrite } from "../../api/records";
import { RunTrigger } from "../../api/run-status-schema";
import type { Actor } from "../../auth/actor";
import { addressRecord, portalPlaceSelect } from "../../connections/address-records";
import { getDb, getPool } from "../../db";
import { RunSnapshot } from "../run-snapshot";
import type { FoundPage } from "./find-pages";
import type { FoundSentRow } from "./sent-answers";
import { viewWritten } from "./view-written";
import type { WrittenRow } from "./written-row";

export interface FoundWrite {
  readonly page: FoundPage;
  /** Null of what a run has written. */
  readonly byHand: FoundSentRow | null;
  readonly row: WrittenRow;
}

/** What was written, with the run or the person, the sync and the portal that it was written by and to. */
export async function viewWrites(actor: Actor, found: readonly FoundWrite[]): Promise<RecordWrite[]> {
  const { workspaceId } = actor;
  const [runs, portals] = await Promise.all([
    getDb().run.findMany({
      where: { workspaceId, id: { in: found.flatMap(({ page }) => page.runId ?? []) } },
      select: {
        id: true,
        trigger: true,
        snapshot: true,
        syncId: true,
        sync: { select: { name: true, objectLabel: true } },
      },
    }),
    getDb().portal.findMany({ where: { workspaceId }, select: portalPlaceSelect }),
  ]);
  return found.flatMap(({ page, byHand, row }) => {
    const run = runs.find(({ id }) => id === page.runId);
    const writer = byHand ? viewSender(byHand) : run && viewRun(run);
    if (!writer) return [];
    const { portalId, objectTypeId, ...by } = writer;
    const portal = portals.find(({ id }) => id === portalId);
    return {
      ...viewWritten(row, (recordId) => (portal ? addressRecord(portal, objectTypeId, recordId) : null)),
      ...by,
      portalName: portal?.domain ?? "",
      writtenAt: page.writtenAt.toISOString(),
    };
  });
}

type Writer = Pick<RecordWrite, "runId" | "trigger" | "sentBy" | "syncId" | "syncName" | "objectLabel"> & {
  readonly portalId: string;
  readonly objectTypeId: string;
};

interface FoundRun {
  readonly id: string;
  readonly trigger: string;
  readonly snapshot: unknown;
  readonly syncId: string;
  readonly sync: { readonly name: string; readonly objectLabel: string };
}

function viewRun({ id, trigger, snapshot, syncId, sync }: FoundRun): Writer {
  const { portalId, objectTypeId } = RunSnapshot.parse(snapshot);
  const { name: syncName, objectLabel } = sync;
  return {
    ...{ runId: id, trigger: RunTrigger.parse(trigger), sentBy: null, syncId, syncName, objectLabel },
    ...{ portalId, objectTypeId },
  };
}

function viewSender({ portalId, objectTypeId, objectLabel, user, sync }: FoundSentRow): Writer {
  const by = { runId: null, trigger: null, sentBy: user?.name ?? null };
  return { ...by, syncId: sync?.id ?? null, syncName: sync?.name ?? null, objectLabel, portalId, objectTypeId };
}

/** The records that the syncs of a workspace know by some keys. */
export async function findKnownRecords({ workspaceId }: Actor, keys: readonly string[]): Promise<KnownRecord[]> {
  const syncs = await getDb().sync.findMany({
    where: { workspaceId },
    select: { id: true, name: true, objectTypeId: true, objectLabel: true, portal: { select: portalPlaceSelect } },
  });
  const { rows } = await getPool().query<{ syncId: string; key: string; recordId: string }>(
    `select sync_id as "syncId", key, record_id as "recordId" from bulk.row_state
     where sync_id = any($1::uuid[]) and key = any($2::text[])`,
    [syncs.map(({ id }) => id), keys],
  );
  return rows.flatMap(({ syncId, key, recordId }) => {
    const sync = syncs.find(({ id }) => id === syncId);
    if (!sync) return [];
    const { name: syncName, objectLabel, objectTypeId, portal } = sync;
    const recordUrl = addressRecord(portal, objectTypeId, recordId);
    return { syncId, syncName, objectLabel, portalName: portal.domain, key, recordId, recordUrl };
  });
}
