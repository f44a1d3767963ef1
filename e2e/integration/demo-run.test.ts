import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { RunView } from "@/lib/api/runs";
import type { Actor } from "@/lib/auth/actor";
import { closeDb, getDb } from "@/lib/db";
import { expectedRuns } from "@/lib/local/demo/faults";
import { runAndWait } from "@/lib/local/demo/run-and-wait";
import { setUpDemo } from "@/lib/local/demo/set-up-demo";
import { type DemoSyncName, demoSyncs } from "@/lib/local/demo/syncs";
import { demoPortals } from "@/lib/local/sandbox-seed";
import { listRuns } from "@/lib/runs/list-runs";
import { openReport } from "@/lib/runs/open-report";
import { compare, keyOf, readWarehouse } from "../support/demo-truth";
import { startTestStack, type TestStack } from "../support/stack";
import { strikeClock } from "../support/strike-clock";

const hubId = demoPortals[0]?.hubId ?? 0;
const idColumn: Readonly<Record<DemoSyncName, string>> = {
  accounts: "ident",
  people: "person_id",
  contracts: "contract_id",
};

let product: TestStack;
let actor: Actor;
const syncIds = new Map<string, string>();
const firstRuns = new Map<DemoSyncName, RunView>();

beforeAll(async () => {
  product = await startTestStack();
  Object.assign(process.env, product.stack.env);
  const demo = await setUpDemo(
    { email: "owner@example.com", password: "correct horse battery" },
    { warehouseUrl: product.warehouseUrl, hubId },
  );
  actor = demo.actor;
  for (const { id, name } of demo.syncs) syncIds.set(name, id);
  for (const { name, title } of demoSyncs) firstRuns.set(name, await runAndWait(actor, syncIds.get(title) ?? ""));
});

afterAll(async () => {
  await closeDb();
  await product?.stop();
});

describe.each(demoSyncs.map(({ name, objectTypeId, mapping }) => ({ name, objectTypeId, mapping })))(
  "the first run of $name",
  ({ name, objectTypeId, mapping }) => {
    test("accounts for every row, with as many rejects by cause as the table has faults", () => {
      const run = firstRuns.get(name);
      const expected = expectedRuns[name];
      const rejected = expected.rejectedByCause.reduce((sum, { rows }) => sum + rows, 0);
      expect(run?.ledger).toEqual({
        read: expected.read,
        unchanged: 0,
        created: expected.read - rejected,
        updated: 0,
        skipped: 0,
        rejected,
        cancelled: 0,
      });
      const causes = run?.causes.map(({ stage, code, property, rows }) => `${stage} ${code} ${property}: ${rows}`);
      expect(causes?.sort()).toEqual(
        expected.rejectedByCause
          .map(({ stage, code, property, rows }) => `${stage} ${code} ${property}: ${rows}`)
          .sort(),
      );
    });

    test("leaves HubSpot with the good rows value by value, and every bad row in the report with its reason", async () => {
      const rows = await readWarehouse(product.warehouseUrl, name);
      const report = await readReport(name);
      const refused = new Map(report.map((line) => [line[idColumn[name]], line]));
      expect(refused.size).toBe(report.length);
      expect(report.filter((line) => !line.sluice_code || !line.sluice_message)).toEqual([]);
      const records = await product.admin.readAll(hubId, objectTypeId);
      const byKey = new Map(records.map((record) => [record.properties[mapping.match.property], record]));
      const good = rows.filter((row) => !refused.has(row[idColumn[name]] ?? ""));
      expect(good.length + refused.size).toBe(rows.length);
      expect(good.flatMap((row) => compare(name, row, byKey.get(keyOf(name, row)))).slice(0, 10)).toEqual([]);
      expect(records.length).toBe(good.length);
    });
  },
);

test("a second run reads every row, sends nothing, and refuses the same rows again", async () => {
  await product.admin.resetCounts();
  const sync = demoSyncs.find(({ name }) => name === "accounts");
  const run = await runAndWait(actor, syncIds.get(sync?.title ?? "") ?? "");
  expect(run.ledger).toMatchObject({
    read: expectedRuns.accounts.read,
    unchanged: expectedRuns.accounts.read,
    created: 0,
  });
  expect(await product.admin.countWrites()).toBe(0);
});

test("a sync whose time has come is run by the clock", async () => {
  const syncId = syncIds.get(demoSyncs.find(({ name }) => name === "contracts")?.title ?? "") ?? "";
  await getDb().sync.update({ where: { id: syncId }, data: { nextDueAt: new Date() } });
  await strikeClock(product.stack.env.DATABASE_URL ?? "");
  await expect
    .poll(async () => (await listRuns(actor, { syncId })).runs.find(({ trigger }) => trigger === "schedule")?.status, {
      timeout: 90_000,
      interval: 500,
    })
    .toBe("completed_with_rejects");
});

async function readReport(name: DemoSyncName): Promise<Record<string, string>[]> {
  const run = firstRuns.get(name);
  if (!run?.hasReport) return [];
  let text = "";
  for await (const piece of (await openReport(actor, { runId: run.id, format: "csv" })).pieces) text += piece;
  return parse(text, { columns: true, bom: true });
}
