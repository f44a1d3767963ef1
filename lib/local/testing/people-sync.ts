import { type SyncInput, type SyncView, untouched } from "@/lib/api/syncs";
import type { Actor } from "@/lib/auth/actor";
import { createSource } from "@/lib/connections/create-source";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { createSync } from "@/lib/syncs/create-sync";
import type { TestHubSpot } from "./hubspot";
import type { TestWarehouse, WarehouseTable } from "./warehouse";
import { makeWorkspace } from "./workspace";

export interface PeopleSync {
  readonly actor: Actor;
  readonly hubId: number;
  readonly portalId: string;
  readonly sourceId: string;
  readonly people: WarehouseTable;
  /** What the sync was made of, to change a piece of it. */
  readonly input: SyncInput;
  readonly sync: SyncView;
}

const column = (name: string, property: string) => ({
  property,
  value: { kind: "column" as const, column: name },
  whenEmpty: "skip" as const,
});

/** A sync of people to contacts in a workspace, a portal and a table of its own. */
export async function makePeopleSync(hubSpot: TestHubSpot, warehouse: TestWarehouse): Promise<PeopleSync> {
  const actor = await makeWorkspace();
  const { hubId } = hubSpot.takePortal();
  const { id: portalId } = await connectSandbox(actor, hubId);
  const { id: sourceId } = await createSource(actor, warehouse.sourceInput("Warehouse"));
  const people = await warehouse.createPeople();
  const input: SyncInput = {
    name: "People",
    sourceId,
    portalId,
    query: { kind: "sql", sql: `select * from ${people.name} order by id` },
    objectTypeId: "0-1",
    mode: "upsert",
    ...untouched,
    mapping: {
      match: { column: "email", property: "email" },
      fields: [
        column("first_name", "firstname"),
        column("job_title", "jobtitle"),
        column("seniority", "seniority"),
        column("managed", "employees_managed"),
        column("badge", "badge_number"),
      ],
    },
    schedule: { kind: "manual" },
    timeZone: "Europe/Berlin",
  };
  return { actor, hubId, portalId, sourceId, people, input, sync: await createSync(actor, input) };
}
