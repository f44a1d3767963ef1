import { expect, test } from "vitest";
import type { SyncInput } from "@/lib/api/syncs";
import { getDb, getPool } from "@/lib/db";
import { connectSandbox } from "@/lib/local/demo/connect-sandbox";
import { beginRun } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { runPrefix } from "@/lib/runs/run-keys";
import { createSync } from "./create-sync";
import { deleteSync } from "./delete-sync";
import { getSync } from "./get-sync";
import { listSyncs } from "./list-syncs";
import { pauseSync } from "./pause-sync";
import { resumeSync } from "./resume-sync";
import { updateSync } from "./update-sync";

const hubSpot = await testHubSpot({ portals: 24 });
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const make = () => makePeopleSync(hubSpot, warehouse);
const notFound = { code: "not_found" };
const nobody = "00000000-0000-4000-8000-000000000000";
const hourly = { kind: "interval" as const, minutes: 60 };

async function keepRowState({ sync }: PeopleSync) {
  await getPool().query("insert into bulk.row_state values ($1, 'ada@example.com', 1, '101')", [sync.id]);
}

async function countRowStates({ sync }: PeopleSync): Promise<number> {
  const { rows } = await getPool().query<{ count: number }>(
    "select count(*)::int as count from bulk.row_state where sync_id = $1",
    [sync.id],
  );
  return rows[0]?.count ?? 0;
}

test("a sync is made, shown and listed, with the names of what it joins", async () => {
  const { actor, sync, hubId, input } = await make();
  expect(sync).toMatchObject({
    ...input,
    sourceName: "Warehouse",
    portalName: `portal-${hubId}.example`,
    objectLabel: "Contacts",
    pausedAt: null,
    nextDueAt: null,
    whyBlocked: null,
    version: 1,
  });
  expect(await getSync(actor, { syncId: sync.id })).toEqual(sync);
  expect(await listSyncs(actor)).toMatchObject([{ id: sync.id, queryLabel: "SQL query", recentRuns: [] }]);
  expect(await listAuditActions(actor)).toEqual(["portal.connected", "source.created", "sync.created"]);
});

test("two syncs of a workspace that are to have one name: one gets it, also at the same moment", async () => {
  const { actor, input } = await make();
  const twins = { ...input, name: "Twins" };
  const tries = await Promise.allSettled([createSync(actor, twins), createSync(actor, twins)]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(tries).toContainEqual({ status: "rejected", reason: expect.objectContaining({ code: "conflict" }) });
  const [twin] = (await listSyncs(actor)).filter(({ name }) => name === "Twins");
  await expect(updateSync(actor, { syncId: twin?.id ?? "", input })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("People"),
  });
});

test.each<[string, Partial<SyncInput>, string]>([
  ["four fields", { schedule: { kind: "cron", expression: "0 7 * *" } }, "five fields"],
  ["a minute that doesn't exist", { schedule: { kind: "cron", expression: "75 7 * * *" } }, "75 7 * * *"],
  ["a day that never comes", { schedule: { kind: "cron", expression: "0 7 31 2 *" } }, "never comes"],
  ["a zone that doesn't exist", { timeZone: "Mars/Olympus" }, "Mars/Olympus"],
  ["an object type that the portal hasn't", { objectTypeId: "2-999" }, "2-999"],
])("%s is refused by name, when a sync is made and when a paused one is changed", async (_what, change, words) => {
  const { actor, input, sync } = await make();
  const refusal = { code: "invalid_input", message: expect.stringContaining(words) };
  await expect(createSync(actor, { ...input, ...change, name: "Other" })).rejects.toMatchObject(refusal);
  await pauseSync(actor, { syncId: sync.id });
  await expect(updateSync(actor, { syncId: sync.id, input: { ...input, ...change } })).rejects.toMatchObject(refusal);
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ version: 1, schedule: input.schedule });
});

test("an object type whose scope wasn't granted is refused with the scope", async () => {
  const { actor, input, portalId } = await make();
  await getDb().portal.update({
    where: { id: portalId },
    data: { grantedScopes: ["oauth", "crm.objects.contacts.read", "crm.objects.contacts.write"] },
  });
  await expect(createSync(actor, { ...input, name: "Deals", objectTypeId: "0-3" })).rejects.toMatchObject({
    code: "invalid_input",
    message: expect.stringContaining("crm.objects.deals.write"),
  });
});

test("the version grows with every change, and a schedule brings the next time with it", async () => {
  const { actor, input, sync } = await make();
  const before = Date.now();
  const scheduled = await updateSync(actor, { syncId: sync.id, input: { ...input, schedule: hourly } });
  expect(scheduled.version).toBe(2);
  const due = Date.parse(scheduled.nextDueAt ?? "");
  expect(due).toBeGreaterThanOrEqual(before + 3_600_000);
  expect(due).toBeLessThanOrEqual(Date.now() + 3_600_000);
  const manual = await updateSync(actor, { syncId: sync.id, input: { ...input, name: "People again" } });
  expect(manual).toMatchObject({ version: 3, nextDueAt: null, name: "People again" });
});

test("pausing stops the schedule, resuming starts it from now, and each only once", async () => {
  const { actor, input, sync } = await make();
  const { id: syncId } = sync;
  await updateSync(actor, { syncId, input: { ...input, schedule: hourly } });
  const pauses = await Promise.allSettled([pauseSync(actor, { syncId }), pauseSync(actor, { syncId })]);
  expect(pauses.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await getSync(actor, { syncId })).toMatchObject({ pausedAt: expect.any(String), nextDueAt: null });

  const changed = await updateSync(actor, { syncId, input: { ...input, schedule: { ...hourly, minutes: 5 } } });
  expect(changed).toMatchObject({ pausedAt: expect.any(String), nextDueAt: null });

  const resumed = await resumeSync(actor, { syncId });
  expect(resumed.pausedAt).toBeNull();
  expect(Math.round((Date.parse(resumed.nextDueAt ?? "") - Date.now()) / 60_000)).toBe(5);
  await expect(resumeSync(actor, { syncId })).rejects.toMatchObject(notFound);
  expect((await listAuditActions(actor)).slice(-4)).toEqual([
    "sync.updated",
    "sync.paused",
    "sync.updated",
    "sync.resumed",
  ]);
});

test("a change of the mapping's fields keeps what HubSpot accepted; another match property forgets it", async () => {
  const made = await make();
  const { actor, input, sync } = made;
  await keepRowState(made);
  const fewer = { ...input, mapping: { ...input.mapping, fields: input.mapping.fields.slice(1) } };
  await updateSync(actor, { syncId: sync.id, input: fewer });
  expect(await countRowStates(made)).toBe(1);
  const mapping = { match: { column: "badge", property: "badge_number" }, fields: [] };
  await updateSync(actor, { syncId: sync.id, input: { ...input, mapping } });
  expect(await countRowStates(made)).toBe(0);
});

test("another object type or another portal forgets what HubSpot accepted, too", async () => {
  const made = await make();
  const { actor, input, sync } = made;
  await keepRowState(made);
  await expect(updateSync(actor, { syncId: sync.id, input: { ...input, objectTypeId: "0-2" } })).resolves.toMatchObject(
    { objectLabel: "Companies" },
  );
  expect(await countRowStates(made)).toBe(0);
  await keepRowState(made);
  const { id: portalId } = await connectSandbox(actor, hubSpot.takePortal().hubId);
  await updateSync(actor, { syncId: sync.id, input: { ...input, objectTypeId: "0-2", portalId } });
  expect(await countRowStates(made)).toBe(0);
});

test("a change that is refused forgets nothing", async () => {
  const made = await make();
  const { actor, input, sync } = made;
  await createSync(actor, { ...input, name: "Taken" });
  await keepRowState(made);
  const mapping = { match: { column: "badge", property: "badge_number" }, fields: [] };
  await expect(
    updateSync(actor, { syncId: sync.id, input: { ...input, name: "Taken", mapping } }),
  ).rejects.toMatchObject({ code: "conflict" });
  expect(await countRowStates(made)).toBe(1);
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ version: 1 });
});

test("of two who change a sync at once one is told: a new target and an old one never mix", async () => {
  const { actor, input, sync } = await make();
  const change = (name: string) => updateSync(actor, { syncId: sync.id, input: { ...input, name } });
  const changes = await Promise.allSettled([change("One"), change("Two")]);
  expect(changes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(changes).toContainEqual({ status: "rejected", reason: expect.objectContaining({ code: "conflict" }) });
});

test("a change that was made to an older version is refused, names who saved the newer one, and changes nothing", async () => {
  const { actor, input, sync } = await make();
  const colleague = await addMember(actor.workspaceId, "editor");
  const { name } = await getDb().user.findUniqueOrThrow({ where: { id: colleague.userId }, select: { name: true } });
  const guard = { ...input.guard, created: 500 };
  await updateSync(colleague, { syncId: sync.id, input: { ...input, guard }, version: 1 });
  const late = { syncId: sync.id, input: { ...input, name: "Mine" } };
  await expect(updateSync(actor, { ...late, version: 1 })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringMatching(new RegExp(`^${name} saved version 2 of the sync People at .* version 1\\.`)),
  });
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ name: "People", version: 2, guard });
  await expect(updateSync(actor, { ...late, version: 9 })).rejects.toMatchObject({ code: "conflict" });
  expect(await updateSync(actor, { ...late, version: 2 })).toMatchObject({ name: "Mine", version: 3 });
  // Whoever names no version is the last, and wins.
  expect(await updateSync(actor, { syncId: sync.id, input })).toMatchObject({ name: "People", version: 4 });
});

test("of several who change one version at once one wins, and the others are told", async () => {
  const { actor, input, sync } = await make();
  const change = (name: string) => updateSync(actor, { syncId: sync.id, input: { ...input, name }, version: 1 });
  const changes = await Promise.allSettled([change("One"), change("Two"), change("Three")]);
  expect(changes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const { status, ...rest } of changes) {
    if (status === "rejected") expect(rest).toMatchObject({ reason: { code: "conflict" } });
  }
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ version: 2 });
});

test("a sync is deleted with its runs, their files and what HubSpot accepted", async () => {
  const made = await make();
  const { actor, sync } = made;
  const runId = await beginRun(actor, sync.id);
  await keepRowState(made);
  await store.putText(`${runPrefix(runId)}report/rejected.csv`, "x");
  await expect(deleteSync(actor, { syncId: sync.id })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("under way"),
  });
  await getDb().run.update({ where: { id: runId }, data: { finishedAt: new Date() } });
  await deleteSync(actor, { syncId: sync.id });
  expect(await countRowStates(made)).toBe(0);
  expect(await getDb().run.count({ where: { id: runId } })).toBe(0);
  expect(await store.deletePrefix(runPrefix(runId))).toBe(0);
  await expect(deleteSync(actor, { syncId: sync.id })).rejects.toMatchObject(notFound);
});

test("a portal that has to be connected again blocks its syncs and says why", async () => {
  const { actor, input, sync, portalId } = await make();
  await getDb().portal.update({ where: { id: portalId }, data: { reconnectReason: "It was uninstalled." } });
  expect(await getSync(actor, { syncId: sync.id })).toMatchObject({ whyBlocked: "It was uninstalled." });
  expect(await listSyncs(actor)).toMatchObject([{ whyBlocked: "It was uninstalled." }]);
  await expect(createSync(actor, { ...input, name: "Other" })).rejects.toMatchObject({ code: "hubspot_reconnect" });
});

test("somebody else's sync, source and portal look like none at all", async () => {
  const { actor, input, sync } = await make();
  const other = await make();
  for (const syncId of [other.sync.id, nobody, "not-an-id"]) {
    await expect(getSync(actor, { syncId })).rejects.toMatchObject(notFound);
    await expect(updateSync(actor, { syncId, input })).rejects.toMatchObject(notFound);
    await expect(pauseSync(actor, { syncId })).rejects.toMatchObject(notFound);
    await expect(resumeSync(actor, { syncId })).rejects.toMatchObject(notFound);
    await expect(deleteSync(actor, { syncId })).rejects.toMatchObject(notFound);
  }
  for (const change of [{ sourceId: other.sourceId }, { portalId: other.portalId }]) {
    await expect(createSync(actor, { ...input, ...change, name: "Stolen" })).rejects.toMatchObject(notFound);
    await expect(updateSync(actor, { syncId: sync.id, input: { ...input, ...change } })).rejects.toMatchObject(
      notFound,
    );
  }
  expect(await listSyncs(actor)).toMatchObject([{ id: sync.id }]);
  expect(await getSync(other.actor, { syncId: other.sync.id })).toEqual(other.sync);
  expect(await listSyncs(await makeWorkspace())).toEqual([]);
});

test("a viewer sees syncs and changes none", async () => {
  const { actor, input, sync } = await make();
  const viewer = await addMember(actor.workspaceId, "viewer");
  const syncId = sync.id;
  const forbidden = { code: "forbidden" };
  await expect(createSync(viewer, { ...input, name: "Mine" })).rejects.toMatchObject(forbidden);
  await expect(updateSync(viewer, { syncId, input })).rejects.toMatchObject(forbidden);
  await expect(pauseSync(viewer, { syncId })).rejects.toMatchObject(forbidden);
  await expect(resumeSync(viewer, { syncId })).rejects.toMatchObject(forbidden);
  await expect(deleteSync(viewer, { syncId })).rejects.toMatchObject(forbidden);
  expect(await getSync(viewer, { syncId })).toEqual(sync);
});
