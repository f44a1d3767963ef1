import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { beginRun, carryOut, planNewRun, retryToEnd, runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { type SourceCells, testWarehouse } from "@/lib/local/testing/warehouse";
import { addMember, makeWorkspace } from "@/lib/local/testing/workspace";
import { getObjectStore } from "../storage/instance-store";
import { getRun } from "./get-run";
import { listRejects } from "./list-rejects";
import { openReport, type Report } from "./open-report";
import { planRejectsKey } from "./run-keys";
import { getRunWork } from "./run-work";

const hubSpot = await testHubSpot();
const { settings } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const longTitle = "A title that is longer than the forty letters allowed";

async function makeRun(rows: readonly SourceCells[]) {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert(rows);
  const records = [{ properties: { email: "owner@example.com", badge_number: "B-1" } }];
  await hubSpot.admin("POST", "/records", { portal: made.hubId, objectType: "contacts", records });
  return { ...made, run: await runToEnd(made.actor, made.sync.id) };
}

async function readAll({ pieces }: Report): Promise<string> {
  let text = "";
  for await (const piece of pieces) text += piece;
  return text;
}

/** Rows that are refused for as many reasons as there are rows, and a good one. */
const troubled: readonly SourceCells[] = [
  { email: "good@example.com", first_name: "Good" },
  { email: null, first_name: "=HYPERLINK(1)" },
  { email: "guru@example.com", first_name: 'O"Brien,\n日本', seniority: "guru", managed: "a dozen" },
  { email: "title@example.com", job_title: longTitle },
  { email: "badge@example.com", badge: "B-1" },
];

test("rejects of the preflight and of HubSpot become causes with their meaning and fix, each row under its first reason", async () => {
  const { run } = await makeRun(troubled);
  expect(run.ledger).toMatchObject({ read: 5, created: 1, rejected: 4 });
  const causes = run.causes.map(({ stage, code, property, option, rows }) => [stage, code, property, option, rows]);
  expect(causes).toHaveLength(4);
  expect(causes).toEqual(
    expect.arrayContaining([
      ["preflight", "MISSING_KEY", "email", null, 1],
      ["preflight", "INVALID_OPTION", "seniority", "guru", 1],
      ["hubspot", expect.any(String), "jobtitle", null, 1],
      ["hubspot", "CONFLICTING_UNIQUE_VALUE", "badge_number", null, 1],
    ]),
  );
  for (const { meaning, fix, message, samples } of run.causes) {
    expect([meaning, fix, message].every((text) => text.length > 10)).toBe(true);
    expect(samples).toHaveLength(1);
  }
});

test("a reject shows the row as it was read, what was sent, all that is wrong, and the record that is in the way", async () => {
  const { actor, run, hubId } = await makeRun(troubled);
  const { rejects, nextCursor } = await listRejects(actor, { runId: run.id });
  expect(nextCursor).toBeNull();
  expect(rejects).toHaveLength(4);
  const guru = rejects.find(({ rowNumber }) => rowNumber === 3);
  expect(guru).toMatchObject({
    matchValue: "guru@example.com",
    code: "INVALID_OPTION",
    alsoRefused: [{ code: "INVALID_NUMBER", property: "employees_managed" }],
    payload: { firstname: 'O"Brien,\n日本' },
    correlationId: null,
    existingRecordUrl: null,
  });
  expect(guru?.row).toContainEqual({ column: "managed", value: "a dozen" });
  expect(guru?.row).toContainEqual({ column: "badge", value: null });

  const badge = rejects.find(({ rowNumber }) => rowNumber === 5);
  expect(badge).toMatchObject({
    stage: "hubspot",
    payload: { badge_number: "B-1" },
    correlationId: expect.any(String),
  });
  expect(badge?.existingRecordUrl).toMatch(new RegExp(`^https://app.hubspot.com/contacts/${hubId}/record/0-1/\\d+$`));
});

test("rejects come fifty at a time, over all pages, each once", async () => {
  const rows = Array.from({ length: 110 }, (_, index) => ({
    email: `p${index}@example.com`,
    ...(index % 2 ? { seniority: "guru" } : { job_title: longTitle }),
  }));
  const { actor, run } = await makeRun(rows);
  const seen: number[] = [];
  const sizes: number[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await listRejects(actor, { runId: run.id, cursor: cursor || undefined });
    seen.push(...page.rejects.map(({ rowNumber }) => rowNumber));
    sizes.push(page.rejects.length);
    cursor = page.nextCursor;
  }
  expect(sizes).toEqual([50, 50, 10]);
  expect(new Set(seen).size).toBe(110);

  const cause = run.causes.find(({ code }) => code === "INVALID_OPTION");
  const first = await listRejects(actor, { runId: run.id, causeId: cause?.id });
  expect(first.rejects).toHaveLength(50);
  expect(first.rejects.every(({ option }) => option === "guru")).toBe(true);
  const second = await listRejects(actor, { runId: run.id, causeId: cause?.id, cursor: first.nextCursor ?? "" });
  expect(second).toMatchObject({ rejects: Array.from({ length: 5 }, () => ({ option: "guru" })), nextCursor: null });
  await expect(listRejects(actor, { runId: run.id, cursor: "nonsense" })).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("more refused options than anybody wants to tell apart become one cause, which finds all their rows", async () => {
  const rows = Array.from({ length: 60 }, (_, index) => ({
    email: `p${index}@example.com`,
    seniority: `guru ${index}`,
  }));
  const { actor, run } = await makeRun(rows);
  expect(run.causes).toMatchObject([{ code: "INVALID_OPTION", option: null, rows: 60 }]);
  const found = await listRejects(actor, { runId: run.id, causeId: run.causes[0]?.id });
  expect(found).toMatchObject({ rejects: { length: 50 }, nextCursor: expect.any(String) });
});

test("a cause's rows are found where they stand, before a run has ended and after, without reading the other pages", async () => {
  const { actor, sync, people } = await makePeopleSync(hubSpot, warehouse);
  // Two pages of the plan: the only wizard stands on the second.
  const gurus = Array.from({ length: 5_000 }, (_, index) => ({ email: `p${index}@example.com`, seniority: "guru" }));
  await people.insert([...gurus, { email: "last@example.com", seniority: "wizard" }]);
  await people.insert([{ email: "title@example.com", job_title: longTitle }]);
  const runId = await planNewRun(actor, sync.id);
  const find = async (code: string, option: string | null) => {
    const { causes } = await getRun(actor, { runId });
    const cause = causes.find((one) => one.code === code && one.option === option);
    if (!cause) throw new Error(`No cause ${code} ${option}.`);
    const { rejects, nextCursor } = await listRejects(actor, { runId, causeId: cause.id });
    return { rows: rejects.map(({ matchValue }) => matchValue), nextCursor };
  };
  const lastOnly = { rows: ["last@example.com"], nextCursor: null };
  expect(await find("INVALID_OPTION", "wizard")).toEqual(lastOnly);
  await carryOut(runId);
  expect(await find("INVALID_OPTION", "wizard")).toEqual(lastOnly);
  expect(await find("INVALID_OPTION", "guru")).toMatchObject({ rows: { length: 50 }, nextCursor: "0-50" });
  const ofHubSpot = (await getRun(actor, { runId })).causes.find(({ stage }) => stage === "hubspot");
  expect(await find(ofHubSpot?.code ?? "", null)).toEqual({ rows: ["title@example.com"], nextCursor: null });

  // Whoever reads the first page all the same meets one that is gone.
  const { planPrefix } = await getRunWork(runId);
  await getObjectStore().deletePrefix(planRejectsKey(planPrefix ?? "", 0));
  expect(await find("INVALID_OPTION", "wizard")).toEqual(lastOnly);
  await expect(find("INVALID_OPTION", "guru")).rejects.toMatchObject({ code: "not_found" });
});

test("the report for people holds every reject with its source columns first, and runs no formula", async () => {
  const { actor, run } = await makeRun(troubled);
  const report = await openReport(actor, { runId: run.id, format: "csv" });
  expect(report.contentType).toContain("text/csv");
  expect(report.fileName).toMatch(/^People rejected .*\.csv$/);
  const rows = parse(await readAll(report), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows).toHaveLength(4);
  expect(Object.keys(rows[0] ?? {}).slice(0, 7)).toEqual([
    "id",
    "email",
    "first_name",
    "job_title",
    "seniority",
    "managed",
    "badge",
  ]);
  const byRow = new Map(rows.map((row) => [row.sluice_row, row]));
  expect(byRow.get("2")).toMatchObject({ first_name: "'=HYPERLINK(1)", sluice_code: "MISSING_KEY", email: "" });
  expect(byRow.get("3")).toMatchObject({
    first_name: 'O"Brien,\n日本',
    sluice_property: "seniority",
    sluice_also_refused: expect.stringContaining("INVALID_NUMBER"),
  });
  expect(byRow.get("4")).toMatchObject({ job_title: longTitle, sluice_stage: "hubspot", sluice_property: "jobtitle" });
});

test("the report for machines holds the same rejects, line by line", async () => {
  const { actor, run } = await makeRun(troubled);
  const text = await readAll(await openReport(actor, { runId: run.id, format: "ndjson" }));
  const lines: unknown[] = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines).toHaveLength(4);
  expect(lines).toContainEqual(
    expect.objectContaining({
      rowNumber: 5,
      code: "CONFLICTING_UNIQUE_VALUE",
      row: expect.objectContaining({ email: "badge@example.com", badge: "B-1", managed: null }),
      payload: { badge_number: "B-1" },
    }),
  );
});

test("the rows of one cause are a file of their own", async () => {
  const { actor, run } = await makeRun([...troubled, { email: "guru2@example.com", seniority: "guru" }]);
  const cause = run.causes.find(({ code }) => code === "INVALID_OPTION");
  const report = await openReport(actor, { runId: run.id, format: "csv", causeId: cause?.id });
  expect(report.fileName).toMatch(/^People rejected INVALID_OPTION seniority guru .*\.csv$/);
  const rows = parse(await readAll(report), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows.map(({ sluice_row }) => sluice_row)).toEqual(["3", "6"]);
});

test("a run without rejects, or on its way, has no report", async () => {
  const { actor, run, sync, people } = await makeRun(troubled.slice(0, 1));
  expect(run.hasReport).toBe(false);
  const none = { code: "not_found", message: expect.stringContaining("no rejected rows") };
  await expect(openReport(actor, { runId: run.id, format: "csv" })).rejects.toMatchObject(none);
  expect(await listRejects(actor, { runId: run.id })).toEqual({ rejects: [], nextCursor: null, looked: 1 });
  await people.insert([{ email: "guru@example.com", seniority: "guru" }]);
  const runId = await planNewRun(actor, sync.id);
  await expect(openReport(actor, { runId, format: "csv" })).rejects.toMatchObject(none);
  expect(await listRejects(actor, { runId })).toMatchObject({ rejects: [{ code: "INVALID_OPTION" }] });
});

test("a run that was only asked for has no rejects yet", async () => {
  const { actor, sync } = await makePeopleSync(hubSpot, warehouse);
  const runId = await beginRun(actor, sync.id);
  expect(await listRejects(actor, { runId })).toEqual({ rejects: [], nextCursor: null, looked: 1 });
});

test("somebody else's rejects and reports look like none at all, and a viewer may read their own workspace's", async () => {
  const { actor, run } = await makeRun(troubled);
  const stranger = await makeWorkspace();
  const notFound = { code: "not_found", message: "No run of this workspace has that id." };
  await expect(listRejects(stranger, { runId: run.id })).rejects.toMatchObject(notFound);
  await expect(openReport(stranger, { runId: run.id, format: "csv" })).rejects.toMatchObject(notFound);
  const viewer = await addMember(actor.workspaceId, "viewer");
  expect((await listRejects(viewer, { runId: run.id })).rejects).toHaveLength(4);
  expect(await readAll(await openReport(viewer, { runId: run.id, format: "csv" }))).toContain("guru@example.com");

  const other = await makeRun(troubled);
  const causeId = (await getRun(other.actor, { runId: other.run.id })).causes[0]?.id;
  await expect(listRejects(actor, { runId: run.id, causeId })).rejects.toMatchObject({ code: "not_found" });
  await expect(openReport(actor, { runId: run.id, format: "csv", causeId })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("rows are found by how their match value begins, whatever its capitals, emoji and quotes, over all pages", async () => {
  const { actor, sync, people } = await makePeopleSync(hubSpot, warehouse);
  const many = Array.from({ length: 5_010 }, (_, index) => ({ email: `p${index}@example.com`, seniority: "guru" }));
  await people.insert(many);
  await people.insert(
    ["O'Brien@example.com", 'Ünal"x', "🛫 no address", ""].map((email) => ({ email, seniority: "guru" })),
  );
  const run = await runToEnd(actor, sync.id);
  const find = async (matchValue: string, causeId?: string) => {
    const { rejects, nextCursor, looked } = await listRejects(actor, { runId: run.id, matchValue, causeId });
    return { values: rejects.map((reject) => reject.matchValue), nextCursor, looked };
  };
  const all = { nextCursor: null, looked: 1 };
  expect(await find("o'bRI")).toEqual({ ...all, values: ["o'brien@example.com"] });
  expect(await find('ÜNAL"')).toMatchObject({ values: [expect.stringMatching(/^ünal"x$/i)] });
  expect(await find("🛫")).toMatchObject({ values: [expect.stringContaining("🛫")] });
  expect(await find("P5009")).toEqual({ ...all, values: ["p5009@example.com"] });
  expect((await find("p500")).values).toHaveLength(11);
  expect(await find("nobody")).toEqual({ ...all, values: [] });
  expect(await find("x".repeat(512))).toEqual({ ...all, values: [] });
  const options = run.causes.find(({ code }) => code === "INVALID_OPTION")?.id;
  expect(await find("p5009", options)).toEqual({ ...all, values: ["p5009@example.com"] });
  const emails = run.causes.find(({ code }) => code === "INVALID_EMAIL")?.id;
  expect(await find("p5009", emails)).toEqual({ ...all, values: [] });
});

test("open rows and those that a later run has taken are told apart, page by page", async () => {
  const rows = Array.from({ length: 120 }, (_, index) => ({ email: `p${index}@example.com`, seniority: "guru" }));
  const { actor, run } = await makeRun(rows);
  const taken = Array.from({ length: 60 }, (_, index) => index * 2 + 1);
  const retried = await retryToEnd(actor, { runId: run.id, rowNumbers: taken });
  const list = async (state: "open" | "settled") => {
    const first = await listRejects(actor, { runId: run.id, state });
    const second = await listRejects(actor, { runId: run.id, state, cursor: first.nextCursor ?? "" });
    expect([first.rejects.length, second.rejects.length, second.nextCursor]).toEqual([50, 10, null]);
    return [...first.rejects, ...second.rejects];
  };
  const settled = await list("settled");
  expect(settled.map(({ rowNumber }) => rowNumber)).toEqual(taken);
  expect(new Set(settled.map(({ settledBy }) => settledBy))).toEqual(new Set([retried.id]));
  const open = await list("open");
  expect(open.map(({ rowNumber }) => rowNumber)).toEqual(taken.map((row) => row + 1));
  expect(open.every(({ settledBy }) => settledBy === null)).toBe(true);
  const again = await listRejects(actor, { runId: retried.id });
  expect(again.rejects[1]).toMatchObject({ rowNumber: 2, originRow: 3, sourceRow: 3, matchValue: "p2@example.com" });
});
