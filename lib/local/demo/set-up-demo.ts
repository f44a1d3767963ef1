import { type Schedule, untouched } from "@/lib/api/syncs";
import type { Actor } from "@/lib/auth/actor";
import { createSource } from "@/lib/connections/create-source";
import { listPortals } from "@/lib/connections/list-portals";
import { listSources } from "@/lib/connections/list-sources";
import { updateSource } from "@/lib/connections/update-source";
import { getDb } from "@/lib/db";
import { getMembership } from "@/lib/members/get-membership";
import { setUpInstance } from "@/lib/members/set-up-instance";
import { createSync } from "@/lib/syncs/create-sync";
import { listSyncs } from "@/lib/syncs/list-syncs";
import { CommandError, step } from "../say";
import { connectSandbox } from "./connect-sandbox";
import { type DemoSyncName, demoSyncs } from "./syncs";
import { loadWarehouse } from "./warehouse";
import { makeWarehouseReader } from "./warehouse-reader";

export interface DemoAccount {
  readonly email: string;
  readonly password: string;
}

export interface DemoSyncId {
  readonly id: string;
  readonly name: string;
}

const SOURCE = "Airport warehouse";
const schedules: Readonly<Record<DemoSyncName, Schedule>> = {
  accounts: { kind: "cron", expression: "0 7 * * 1-5" },
  people: { kind: "interval", minutes: 60 },
  contracts: { kind: "manual" },
};

/** Everything that the demo shows, made as a person would make it; what is there from an earlier demo is kept. */
export async function setUpDemo(
  account: DemoAccount,
  { warehouseUrl, hubId }: { warehouseUrl: string; hubId: number },
): Promise<{ actor: Actor; syncs: DemoSyncId[] }> {
  const actor = await step("Making the owner's account", () => bringOwner(account));
  await step("Loading the warehouse", () => loadWarehouse(warehouseUrl));
  const sourceId = await step("Adding the source", () => bringSource(actor, warehouseUrl));
  const portalId = await step("Connecting the sandbox portal", () => bringPortal(actor, hubId));
  const syncs = await step("Making the syncs", () => bringSyncs(actor, sourceId, portalId));
  return { actor, syncs };
}

async function bringOwner({ email, password }: DemoAccount): Promise<Actor> {
  const known = await getDb().user.findUnique({ where: { email }, select: { id: true } });
  const userId =
    known?.id ?? (await setUpInstance({ email, password, name: "Demo Owner", workspaceName: "Airport demo" })).userId;
  const membership = await getMembership(userId);
  if (!membership)
    throw new CommandError("The demo's account belongs to no workspace. Delete the data folder and begin again.");
  return membership.actor;
}

async function bringSource(actor: Actor, warehouseUrl: string): Promise<string> {
  const input = await makeWarehouseReader(warehouseUrl, SOURCE);
  const known = (await listSources(actor)).find(({ name }) => name === SOURCE);
  const source = known ? await updateSource(actor, { sourceId: known.id, input }) : await createSource(actor, input);
  return source.id;
}

async function bringPortal(actor: Actor, hubId: number): Promise<string> {
  const known = (await listPortals(actor)).find((portal) => portal.hubId === String(hubId));
  return known?.status === "connected" ? known.id : (await connectSandbox(actor, hubId)).id;
}

async function bringSyncs(actor: Actor, sourceId: string, portalId: string): Promise<DemoSyncId[]> {
  const known = await listSyncs(actor);
  const syncs: DemoSyncId[] = [];
  for (const { name, title, table, objectTypeId, mapping } of demoSyncs) {
    const sync =
      known.find((candidate) => candidate.name === title) ??
      (await createSync(actor, {
        name: title,
        sourceId,
        portalId,
        query: { kind: "table", ...table },
        objectTypeId,
        mode: "upsert",
        ...untouched,
        mapping: { match: mapping.match, fields: [...mapping.fields] },
        schedule: schedules[name],
        timeZone: "Europe/Berlin",
      }));
    syncs.push({ id: sync.id, name: title });
  }
  return syncs;
}
