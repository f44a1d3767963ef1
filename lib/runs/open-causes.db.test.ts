import { expect, test } from "vitest";
import { getDb, inTransaction } from "@/lib/db";
import { checkToEnd, planNewRun, retryToEnd, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { type SourceCells, testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, listAuditActions, makeWorkspace } from "@/lib/local/testing/workspace";
import { addOption } from "../connections/add-option";
import { cancelRun } from "./cancel-run";
import { finishRun } from "./finish-run";
import { getCause } from "./get-cause";
import { getOverview } from "./get-overview";
import { getRun } from "./get-run";
import { heedCause, ignoreCause } from "./ignore-cause";
import { countCauses, listCauses } from "./list-causes";
import { refreshOpenCauses } from "./refresh-open-causes";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const nobody = async () => {};
const longTitle = "A title that is longer than the forty letters allowed";
const gurus = [
  { email: "guru1@example.com", seniority: "guru" },
  { email: "guru2@example.com", seniority: "guru" },
];
const titled = { email: "title@example.com", job_title: longTitle };

async function make(rows: readonly SourceCells[]) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert(rows);
  const { actor, portalId } = made;
  const option = { objectTypeId: "0-1", property: "seniority", value: "guru", label: "Guru" };
  const list = async (status: "open" | "ignored" | "closed" = "open") => {
    const { causes } = await listCauses(actor, { status });
    return causes.map(({ code, rows: open, lastRun }) => ({ code, open, run: lastRun.id }));
  };
  return {
    ...made,
    list,
    addGuru: () => addOption(actor, { portalId, ...option }),
    run: await runToEnd(actor, made.sync.id),
  };
}

test("a run opens its causes, in words, with the rows of the last runs; a retry and the next run close them", async () => {
  const { actor, sync, run, list, addGuru } = await make([...gurus, titled]);
  const [first, second] = (await listCauses(actor, { status: "open" })).causes;
  expect(first).toMatchObject({
    syncName: "People",
    title: "`guru` is not an option of Seniority",
    rows: 2,
    ignored: null,
    closedAt: null,
    lastRun: { id: run.id, causeId: run.causes.find(({ option }) => option === "guru")?.id },
    trend: [{ runId: run.id, rows: 2 }],
  });
  expect(second).toMatchObject({ stage: "hubspot", property: "jobtitle", rows: 1 });
  expect(await countCauses(actor)).toEqual({ open: 2, ignored: 0, closed: 0 });

  await addGuru();
  const retried = await retryToEnd(actor, { runId: run.id });
  expect(await list()).toEqual([{ code: second?.code, open: 1, run: retried.id }]);
  expect(await list("closed")).toEqual([{ code: "INVALID_OPTION", open: 0, run: run.id }]);

  const again = await runToEnd(actor, sync.id);
  expect(await list()).toEqual([{ code: second?.code, open: 1, run: again.id }]);
  const [{ trend, openedAt } = { trend: [], openedAt: "" }] = (await listCauses(actor, { status: "open" })).causes;
  expect(trend.map(({ runId, rows }) => [runId, rows])).toEqual([
    [run.id, 1],
    [again.id, 1],
  ]);
  expect(openedAt).toBe(run.finishedAt);
});

test("a run that fails or is cancelled closes nothing, and counts no row twice; the next complete one tells", async () => {
  const { actor, sync, people, run, list } = await make([...gurus, titled]);
  const codes = (await list()).map(({ code }) => code);
  await people.run("delete from people where seniority = 'guru'");
  const failed = await planNewRun(actor, sync.id);
  await finishRun(failed, { code: "hubspot_unreachable", message: "HubSpot didn't answer." });
  expect(await list()).toEqual([
    { code: codes[0], open: 2, run: run.id },
    { code: codes[1], open: 1, run: run.id },
  ]);
  await people.insert([{ email: "guru3@example.com", seniority: "guru" }]);
  const cancelled = await planNewRun(actor, sync.id);
  await cancelRun(actor, { runId: cancelled }, nobody);
  await finishRun(cancelled, null);
  // It has read all rows: of this cause there is one by now.
  expect(await list()).toEqual(expect.arrayContaining([{ code: "INVALID_OPTION", open: 1, run: cancelled }]));
  await people.run("delete from people where seniority = 'guru'");
  const complete = await runToEnd(actor, sync.id);
  expect(await list()).toEqual([{ code: codes[1], open: 1, run: complete.id }]);
});

test("what needs somebody is told with the way out that its causes have: a run, a retry, or either", async () => {
  const { actor, sync, people } = await make([{ email: "nobody at example.com" }]);
  const tell = async () => (await getOverview(actor)).attention.map(({ title, detail }) => `${title}. ${detail}`);
  expect(await tell()).toEqual([
    "1 rejected row of People. One cause is open. See why, correct the source, and run the sync: it reads these rows anew.",
  ]);
  await people.insert([titled]);
  await runToEnd(actor, sync.id);
  expect(await tell()).toEqual([
    "2 rejected rows of People. 2 causes are open. See why. Once the source is corrected, run the sync; once HubSpot is changed, retry.",
  ]);
  const { causes } = await listCauses(actor, { status: "open" });
  expect(Object.fromEntries(causes.map(({ code, fixedIn }) => [code, fixedIn]))).toEqual({
    INVALID_EMAIL: ["source"],
    INVALID_MAX_LENGTH: ["source", "hubspot"],
  });
});

test("a dry run neither opens nor closes a cause", async () => {
  const { actor, sync, people, run, list } = await make(gurus);
  await people.run("delete from people");
  await people.insert([{ email: null }]);
  await checkToEnd(actor, sync.id);
  expect(await list()).toEqual([{ code: "INVALID_OPTION", open: 2, run: run.id }]);
});

test("a cause that comes back is open again, from then on", async () => {
  const { actor, sync, people, run, list } = await make(gurus);
  const [before] = (await listCauses(actor, { status: "open" })).causes;
  await people.run("delete from people");
  await runToEnd(actor, sync.id);
  expect(await list("closed")).toEqual([{ code: "INVALID_OPTION", open: 0, run: run.id }]);
  await people.insert(gurus);
  const back = await runToEnd(actor, sync.id);
  const [after] = (await listCauses(actor, { status: "open" })).causes;
  expect(after).toMatchObject({ id: before?.id, openedAt: back.finishedAt, closedAt: null });
  expect(after?.trend.map(({ rows }) => rows)).toEqual([2, 0, 2]);
});

test("what is open is worked out, not added up: doing it again, also at once, changes nothing", async () => {
  const { sync, list } = await make([...gurus, titled]);
  const before = await list();
  await Promise.all([1, 2, 3].map(() => inTransaction((client) => refreshOpenCauses(client, sync.id))));
  expect(await list()).toEqual(before);
});

test("an ignored cause isn't among what needs somebody, says who and when, and stays so when it closes and opens", async () => {
  const { actor, sync, people, run, list } = await make(gurus);
  const [cause] = (await listCauses(actor, { status: "open" })).causes;
  const causeId = cause?.id ?? "";
  expect((await getOverview(actor)).attention).toMatchObject([{ title: "2 rejected rows of People" }]);
  const editor = await addMember(actor.workspaceId, "editor");
  const [one, other] = await Promise.all([ignoreCause(actor, { causeId }), ignoreCause(editor, { causeId })]);
  expect(one.ignored?.at).toBe(other.ignored?.at);
  expect(one.ignored?.by).toBe("Test person");
  expect((await listAuditActions(actor)).filter((action) => action === "cause.ignored")).toHaveLength(1);
  expect(await countCauses(actor)).toEqual({ open: 0, ignored: 1, closed: 0 });
  expect((await getOverview(actor)).attention).toEqual([]);
  expect((await getRun(actor, { runId: run.id })).causes).toMatchObject([
    { ofSync: { id: causeId, ignored: { by: "Test person" } } },
  ]);

  await people.run("delete from people");
  await runToEnd(actor, sync.id);
  await people.insert(gurus);
  const back = await runToEnd(actor, sync.id);
  expect(back.ledger.rejected).toBe(2);
  expect(await list("ignored")).toEqual([{ code: "INVALID_OPTION", open: 2, run: back.id }]);
  expect(await list()).toEqual([]);

  expect((await heedCause(editor, { causeId })).ignored).toBeNull();
  expect((await heedCause(editor, { causeId })).ignored).toBeNull();
  expect(await list()).toEqual([{ code: "INVALID_OPTION", open: 2, run: back.id }]);
  expect((await listAuditActions(actor)).filter((action) => action === "cause.heeded")).toHaveLength(1);
});

test("causes come fifty at a time, the most rows first, of all syncs or of one", async () => {
  const { actor, sync, run } = await make(gurus);
  const { workspaceId } = actor;
  const at = new Date();
  await getDb().openCause.createMany({
    data: Array.from({ length: 60 }, (_, index) => ({
      ...{ workspaceId, syncId: sync.id, stage: "preflight", code: "INVALID_OPTION", property: "seniority" },
      ...{ option: `option ${index}`, message: "No such option.", rows: 10 + (index % 7) },
      ...{ openedAt: at, lastSeenAt: at, lastRunId: run.id },
    })),
  });
  const first = await listCauses(actor, { status: "open", syncId: sync.id });
  const second = await listCauses(actor, { status: "open", syncId: sync.id, cursor: first.nextCursor ?? "" });
  expect([first.causes.length, second.causes.length, second.nextCursor]).toEqual([50, 11, null]);
  const rows = [...first.causes, ...second.causes].map((cause) => cause.rows);
  expect(rows).toEqual(rows.toSorted((one, other) => other - one));
  expect(new Set([...first.causes, ...second.causes].map(({ id }) => id)).size).toBe(61);
  const other = (await make([titled])).actor;
  expect((await listCauses(other, { status: "open" })).causes).toHaveLength(1);
});

test("somebody else's causes look like none, and a viewer ignores nothing", async () => {
  const { actor, run } = await make(gurus);
  const [cause] = (await listCauses(actor, { status: "open" })).causes;
  const causeId = cause?.id ?? "";
  const stranger = await makeWorkspace();
  const notThere = { code: "not_found", message: "No cause of this workspace has that id." };
  await expect(ignoreCause(stranger, { causeId })).rejects.toMatchObject(notThere);
  await expect(heedCause(stranger, { causeId })).rejects.toMatchObject(notThere);
  await expect(ignoreCause(actor, { causeId: "nonsense" })).rejects.toMatchObject(notThere);
  expect(await listCauses(stranger, { status: "open" })).toEqual({ causes: [], nextCursor: null });
  expect(await countCauses(stranger)).toEqual({ open: 0, ignored: 0, closed: 0 });
  const viewer = await addMember(actor.workspaceId, "viewer");
  await expect(ignoreCause(viewer, { causeId })).rejects.toMatchObject({ code: "forbidden" });
  const ofRun = { runId: run.id, causeId: run.causes[0]?.id ?? "" };
  expect(await getCause(viewer, ofRun)).toEqual(run.causes[0]);
  await expect(getCause(stranger, ofRun)).rejects.toMatchObject({ code: "not_found" });
  await expect(getCause(actor, { ...ofRun, causeId })).rejects.toMatchObject(notThere);
});
