import fc from "fast-check";
import { expect, test } from "vitest";
import type { SyncInput } from "@/lib/api/syncs";
import { addOption } from "@/lib/connections/add-option";
import { getPool } from "@/lib/db";
import { runToEnd } from "@/lib/local/run-by-hand";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { testObjectStore } from "@/lib/local/testing/object-store";
import { makePeopleSync, type PeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { finishRun } from "@/lib/runs/finish-run";
import { getRun } from "@/lib/runs/get-run";
import { prepareRun } from "@/lib/runs/prepare-run";
import { getRunWork } from "@/lib/runs/run-work";
import { startRun } from "@/lib/runs/start-run";
import { updateSync } from "@/lib/syncs/update-sync";
import { planRun } from "./plan-run";

const hubSpot = await testHubSpot({ portals: 24 });
const { settings, store } = await testObjectStore();
prepareEnvironment({ databaseUrl: await testDatabase(), store: settings, hubSpot });
const warehouse = await testWarehouse();

const ignore = async () => {};

/** What a plan made by itself would do: its counts, its causes, and every row of its files but for fingerprints and moments. */
async function plan({ actor, sync }: PeopleSync, isFull: boolean) {
  const { runId } = await startRun(actor, { syncId: sync.id, isFull }, ignore);
  await prepareRun(runId);
  await planRun(runId);
  const { planPrefix } = await getRunWork(runId);
  const files: Record<string, unknown[]> = {};
  for await (const { key } of store.list(planPrefix ?? "")) {
    if (!key.endsWith(".gz")) continue;
    const lines: unknown[] = [];
    for await (const line of store.readLines(key)) {
      const { fingerprint, refusedAt, ...rest } = JSON.parse(line);
      lines.push(rest);
    }
    files[key.slice(planPrefix?.length)] = lines;
  }
  const { ledger, rowsPlanned, keysMissing, causes } = await getRun(actor, { runId });
  await finishRun(runId, { code: "gave_up", message: "Only the plan was wanted." });
  return { ledger, rowsPlanned, keysMissing, causes: causes.map(({ id, ofSync, ...cause }) => cause), files };
}

const read = async ({ sync }: PeopleSync) =>
  (await getPool().query("select key, hash, cells from bulk.row_state where sync_id = $1 order by key", [sync.id]))
    .rows;

const forgetFingerprints = ({ sync }: PeopleSync) =>
  getPool().query("update bulk.row_state set cells = null where sync_id = $1", [sync.id]);

const people = 8;
const texts = ["Ada", "", " ", "7", "007.50", "junior", "Lead", "guru", "née 🛫", "O'Brien", null];
const columns = ["first_name", "seniority", "managed", "badge"];
const documents = ['{"a": 1}', '{"a":1}', "[1, 2]", "null", null];
const quote = (text: string | null) => (text === null ? "null" : `'${text.replaceAll("'", "''")}'`);

type Step = (made: PeopleSync, input: SyncInput) => Promise<SyncInput>;

const rowOf = fc.integer({ min: 1, max: people });
const changeCell = fc.record({ id: rowOf, column: fc.constantFrom(...columns), text: fc.constantFrom(...texts) });
const changeDocument = fc.record({ id: rowOf, text: fc.constantFrom(...documents) });
const changeMail = fc.record({ id: rowOf, mail: fc.constantFrom(" P1@example.com", "p2@Example.com", "none", null) });

const step: fc.Arbitrary<{ take: Step }> = fc.oneof(
  {
    weight: 6,
    arbitrary: changeCell.map(({ id, column, text }) => sql(`set ${column} = ${quote(text)} where id = ${id}`)),
  },
  {
    weight: 2,
    arbitrary: changeDocument.map(({ id, text }) => sql(`set job_title = ${quote(text)} where id = ${id}`)),
  },
  { weight: 2, arbitrary: changeMail.map(({ id, mail }) => sql(`set email = ${quote(mail)} where id = ${id}`)) },
  {
    weight: 3,
    arbitrary: fc.constant(named("deliver", deliver)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("upsert", "create", "update").map((mode) => edit(mode, (input) => ({ ...input, mode }))),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("reject", "last").map((rule) => edit(rule, (input) => ({ ...input, duplicates: rule }))),
  },
  { weight: 2, arbitrary: fc.nat(4).map((place) => editField(place)) },
  { weight: 1, arbitrary: fc.constant(edit("types", (input) => ({ ...input, query: typed(input.query) }))) },
  { weight: 1, arbitrary: fc.constant(named("option", addGuru)) },
);

function named(name: string, take: Step) {
  return { take, [fc.toStringMethod]: () => name };
}

function sql(change: string) {
  return named(change, async (made, input) => {
    await made.people.run(`update people ${change}`);
    return input;
  });
}

function edit(name: string, change: (input: SyncInput) => SyncInput) {
  return named(name, async ({ actor, sync }, input) => {
    const changed = change(input);
    await updateSync(actor, { syncId: sync.id, input: changed });
    return changed;
  });
}

/** Clears what it would have skipped, and the other way round. */
function editField(place: number) {
  return edit(`whenEmpty of field ${place}`, (input) => {
    const fields = input.mapping.fields.map((field, index) =>
      index === place
        ? { ...field, whenEmpty: field.whenEmpty === "skip" ? ("clear" as const) : ("skip" as const) }
        : field,
    );
    return { ...input, mapping: { ...input.mapping, fields } };
  });
}

/** Reads a column as JSON instead of text, or the other way round: the same cell becomes another payload. */
function typed(query: SyncInput["query"]): SyncInput["query"] {
  if (query.kind !== "sql") return query;
  const isJson = query.sql.includes("::json");
  const column = isJson ? "job_title" : "job_title::json as job_title";
  const from = query.sql.slice(query.sql.indexOf(" from "));
  return { kind: "sql", sql: `select email, first_name, ${column}, seniority, managed, badge${from}` };
}

async function deliver({ actor, sync }: PeopleSync, input: SyncInput): Promise<SyncInput> {
  await runToEnd(actor, sync.id);
  return input;
}

async function addGuru({ actor, portalId }: PeopleSync, input: SyncInput): Promise<SyncInput> {
  await addOption(actor, { portalId, objectTypeId: "0-1", property: "seniority", value: "guru", label: "Guru" }).catch(
    (thrown: unknown) => expect(thrown).toMatchObject({ code: "conflict" }),
  );
  return input;
}

test("a plan with fingerprints is the plan without them, whatever has changed", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 10 }), fc.boolean(), async (steps, isFull) => {
      const made = await makePeopleSync(hubSpot, warehouse);
      await made.people.insert(
        Array.from({ length: people }, (_, n) => ({
          email: `p${n + 1}@example.com`,
          first_name: texts[n] ?? null,
          job_title: '{"a": 1}',
          seniority: "junior",
          managed: String(n),
          badge: `B${n}`,
        })),
      );
      let { input } = made;
      await runToEnd(made.actor, made.sync.id);
      for (const { take } of steps) {
        input = await take(made, input);
        const kept = await read(made);
        const withFingerprints = await plan(made, isFull);
        const learnt = await read(made);
        // What is learnt is a fingerprint, and of no row that was only met.
        expect(learnt.map(({ cells, ...rest }) => rest)).toEqual(kept.map(({ cells, ...rest }) => rest));
        expect(learnt.filter(({ hash, cells }) => hash === "0" && cells !== null)).toEqual([]);
        await forgetFingerprints(made);
        expect(await plan(made, isFull)).toEqual(withFingerprints);
        // Learnt from payloads they are what was learnt, and what was kept at delivery.
        const again = new Map((await read(made)).map(({ key, cells }) => [key, cells]));
        for (const { key, cells } of learnt)
          if (again.get(key) !== null && cells !== null) expect([key, cells]).toEqual([key, again.get(key)]);
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
});

test("rows that HubSpot has accepted are known by their cells, and aren't mapped to see that nothing has changed", async () => {
  const made = await makePeopleSync(hubSpot, warehouse);
  await made.people.insert([
    { email: "ada@example.com", first_name: "Ada" },
    { email: "bob@example.com", seniority: "guru" },
  ]);
  await runToEnd(made.actor, made.sync.id);
  const [ada, ...others] = await read(made);
  expect(others).toEqual([]);
  expect(ada.cells).not.toBeNull();
  // Only who looks at the payload would see that this isn't its hash.
  await getPool().query("update bulk.row_state set hash = 5 where sync_id = $1", [made.sync.id]);
  expect((await plan(made, false)).ledger).toMatchObject({ read: 2, unchanged: 1, rejected: 1 });
  await forgetFingerprints(made);
  expect(await plan(made, false)).toMatchObject({ rowsPlanned: 1 });
});
