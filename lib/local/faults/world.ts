import { untouched } from "@/lib/api/syncs";
import type { Actor } from "@/lib/auth/actor";
import type { WriteMode } from "@/lib/engine/types";
import { createSync } from "@/lib/syncs/create-sync";
import { type BenchTable, benchMapping, createTables } from "../bench/tables";

/** Where faults are tried: a workspace with a source and a portal, and the sandbox's admin door. */
export interface FaultWorld {
  readonly actor: Actor;
  readonly hubId: number;
  readonly portalId: string;
  readonly sourceId: string;
  readonly warehouseUrl: string;
  /** Asks the sandbox's admin door; answers its JSON. Throws when it refuses. */
  admin(method: string, path: string, body?: object): Promise<unknown>;
  /** Connects the portal again, as a person would. */
  reconnect(): Promise<void>;
}

/** A new table of people, and a sync that sends it to contacts. */
export async function makeFaultSync(world: FaultWorld, table: BenchTable, mode: WriteMode): Promise<string> {
  await createTables(world.warehouseUrl, [table]);
  const sync = await createSync(world.actor, {
    name: table.name,
    sourceId: world.sourceId,
    portalId: world.portalId,
    query: { kind: "sql", sql: `select * from crm.${table.name} order by phone` },
    objectTypeId: "0-1",
    mode,
    ...untouched,
    mapping: { match: benchMapping.match, fields: [...benchMapping.fields] },
    schedule: { kind: "manual" },
    timeZone: "UTC",
  });
  return sync.id;
}
