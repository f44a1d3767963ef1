import { expect, onTestFinished, test } from "vitest";
import { getPool, inTransaction } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { testHubSpot } from "@/lib/local/testing/hubspot";
import { makePeopleSync } from "@/lib/local/testing/people-sync";
import { testWarehouse } from "@/lib/local/testing/warehouse";
import { BigintColumn } from "./bigint-column";
import { type DecidedRow, PlanKeys } from "./plan-keys";

const hubSpot = await testHubSpot();
prepareEnvironment({ databaseUrl: await testDatabase(), hubSpot });
const warehouse = await testWarehouse();

/** Keys of a sync that HubSpot has accepted with the hash 7 each, without fingerprints; the plan's are 1, 2, 3, … */
async function makeKeys(accepted: readonly string[], { isLearning = true } = {}) {
  const { sync } = await makePeopleSync(hubSpot, warehouse);
  await getPool().query(
    "insert into bulk.row_state (sync_id, key, hash, record_id) select $1, k, 7, '1' from unnest($2::text[]) k",
    [sync.id, accepted],
  );
  const keys = await PlanKeys.open(sync.id, { isLearning });
  onTestFinished(() => keys.close());
  const fingerprints = new BigintColumn(accepted.length);
  for (const [index] of accepted.entries()) fingerprints.set(index, 0, index + 1);
  const columns = { firstRow: 1, keys: [...accepted], fingerprints };
  const decided = accepted.map(
    (key, index): DecidedRow => ({ rowNumber: index + 1, key, isToSend: false, acceptedAs: "7" }),
  );
  const compare = async (isFull = false) => (await keys.compare(columns, isFull)).map(({ rowNumber }) => rowNumber);
  return { sync, keys, columns, decided, compare };
}

test("a row whose payload is as accepted is doubtful once: then its fingerprint is known", async () => {
  const { keys, columns, decided, compare } = await makeKeys(["a", 'b"\\,{}', "ü🛫", "null", " "]);
  expect(await keys.compare(columns, false)).toEqual(
    [1, 2, 3, 4, 5].map((rowNumber) => ({ rowNumber, accepted: "7" })),
  );
  await keys.noteDecided(columns, decided);
  expect(await compare()).toEqual([]);
  expect(await compare(true)).toEqual([1, 2, 3, 4, 5]);
});

test("a fingerprint of all 64 bits is the same when it comes back", async () => {
  const { keys, columns, decided, compare } = await makeKeys(["a", "b", "c"]);
  columns.fingerprints.set(0, -2147483648, 0);
  columns.fingerprints.set(1, -1, -1);
  columns.fingerprints.set(2, 2147483647, -1);
  await keys.noteDecided(columns, decided);
  expect(await compare()).toEqual([]);
  expect([0, 1, 2].map((index) => columns.fingerprints.read(index))).toEqual([
    "-9223372036854775808",
    "-1",
    "9223372036854775807",
  ]);
});

test("a dry run keeps no fingerprint", async () => {
  const { keys, columns, decided, compare } = await makeKeys(["a"], { isLearning: false });
  await keys.noteDecided(columns, decided);
  expect(await compare()).toEqual([1]);
});

test("of a batch that is all new to it a plan learns a part, and the next ones the rest", async () => {
  const { keys, columns, decided, compare } = await makeKeys(Array.from({ length: 300 }, (_, n) => `k${n}`));
  await keys.noteDecided(columns, decided);
  const left = await compare();
  expect(left).toHaveLength(100);
  await keys.noteDecided(
    columns,
    decided.filter(({ rowNumber }) => left.includes(rowNumber)),
  );
  expect(await compare()).toEqual([]);
});

test("no fingerprint is kept of a payload that isn't the accepted one any more, nor of a row that somebody holds", async () => {
  const { sync, keys, columns, decided, compare } = await makeKeys(["changed", "held", "plain"]);
  await getPool().query("update bulk.row_state set hash = 8 where sync_id = $1 and key = 'changed'", [sync.id]);
  await inTransaction(async (client) => {
    await client.query("select 1 from bulk.row_state where sync_id = $1 and key = 'held' for update", [sync.id]);
    await keys.noteDecided(columns, decided);
  });
  expect(await compare()).toEqual([1, 2]);
});
