import type { AcceptedRows } from "../api/syncs";
import type { Actor } from "../auth/actor";
import { getPool } from "../db";
import { getSync } from "./get-sync";

/** How many rows HubSpot has accepted of a sync: so many may be sent again when its mapping changes. */
export async function countAccepted(actor: Actor, { syncId }: { syncId: string }): Promise<AcceptedRows> {
  const sync = await getSync(actor, { syncId });
  // With a hash of 0 a record was only met.
  const { rows } = await getPool().query<AcceptedRows>(
    "select count(*)::int as rows from bulk.row_state where sync_id = $1 and hash <> 0",
    [sync.id],
  );
  return rows[0] ?? { rows: 0 };
}
