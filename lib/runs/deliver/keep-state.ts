import type pg from "pg";
import type { RunSnapshot } from "../run-snapshot";

/** Where accepted rows belong: a sync, and the records that it reached when they were sent. */
export interface SentTo {
  readonly syncId: string;
  readonly snapshot: Pick<RunSnapshot, "portalId" | "objectTypeId" | "mapping">;
}

export interface AcceptedRow {
  readonly row: { readonly key: string; readonly hash: string; readonly fingerprint: string | null };
  readonly recordId: string;
}

/**
 * A sync that points elsewhere by now begins anew: what its old target accepted is nothing to the new one. The lock makes
 * a change of the sync wait, so that it finds these rows when it forgets them.
 */
export async function isStillTarget(client: pg.PoolClient, { syncId, snapshot }: SentTo): Promise<boolean> {
  const { rowCount } = await client.query(
    `select 1 from "Sync" where id = $1 and "portalId" = $2 and "objectTypeId" = $3
       and mapping #>> '{match,property}' = $4 for share`,
    [syncId, snapshot.portalId, snapshot.objectTypeId, snapshot.mapping.match.property],
  );
  return Boolean(rowCount);
}

/** Keeps what HubSpot has accepted; false where the sync reaches other records by now. */
export async function keepState(
  client: pg.PoolClient,
  sentTo: SentTo,
  accepted: readonly AcceptedRow[],
): Promise<boolean> {
  if (accepted.length === 0 || !(await isStillTarget(client, sentTo))) return false;
  await client.query(
    `insert into bulk.row_state (sync_id, key, hash, record_id, cells)
     select $1, k, h, r, c from unnest($2::text[], $3::bigint[], $4::text[], $5::bigint[]) as a(k, h, r, c)
     on conflict (sync_id, key) do update
       set hash = excluded.hash, record_id = excluded.record_id, cells = excluded.cells`,
    [
      sentTo.syncId,
      accepted.map(({ row }) => row.key),
      accepted.map(({ row }) => row.hash),
      accepted.map(({ recordId }) => recordId),
      accepted.map(({ row }) => row.fingerprint),
    ],
  );
  return true;
}
