import { untouched } from "@/lib/api/syncs";
import type { Actor } from "@/lib/auth/actor";
import type { WriteMode } from "@/lib/engine/types";
import { createSync } from "@/lib/syncs/create-sync";
import { type BenchTable, createTables } from "../bench/tables";
import type { FaultTarget } from "./targets";

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

export interface FaultSync {
  readonly table: BenchTable;
  readonly mode: WriteMode;
  readonly target: FaultTarget;
}

/** A new table of people, and a sync that sends it. Where that may only update, the records are there, without values. */
export async function makeFaultSync(world: FaultWorld, { table, mode, target }: FaultSync): Promise<string> {
  const { objectTypeId, mapping } = target;
  await createTables(world.warehouseUrl, [table]);
  if (mode === "update") {
    const pattern = { [mapping.match.property]: `person-{n}${matchEnding(table.name)}` };
    await world.admin("POST", "/generate", {
      portal: world.hubId,
      objectType: objectTypeId,
      count: table.rows,
      pattern,
    });
  }
  const sync = await createSync(world.actor, {
    name: table.name,
    sourceId: world.sourceId,
    portalId: world.portalId,
    query: { kind: "sql", sql: `select * from crm.${table.name} order by phone` },
    objectTypeId,
    mode,
    ...untouched,
    mapping: { match: mapping.match, fields: [...mapping.fields] },
    schedule: { kind: "manual" },
    timeZone: "UTC",
  });
  return sync.id;
}

/** How the match values of a table end; those of no other table do. */
export function matchEnding(table: string): string {
  return `@${table.replaceAll("_", "-")}.example`;
}
