import { expect, test } from "vitest";
import { ApiKeyInput } from "@/lib/api/api-keys";
import { getPool } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { makeWorkspace } from "@/lib/local/testing/workspace";
import { createApiKey } from "./create-api-key";
import { CALLS_PER_MINUTE, spendCall } from "./spend-call";

prepareEnvironment({ databaseUrl: await testDatabase() });

const at = (time: string) => new Date(`2026-11-27T${time}Z`);

async function makeKey(): Promise<string> {
  const input = ApiKeyInput.parse({ name: "Airflow", role: "viewer", expiresInDays: null });
  return (await createApiKey(await makeWorkspace(), input)).apiKey.id;
}

test("calls at the same moment are counted one by one: the allowance is spent to the last and not beyond", async () => {
  const key = await makeKey();
  const tries = await Promise.allSettled(
    Array.from({ length: CALLS_PER_MINUTE + 20 }, () => spendCall(key, at("12:00:30"))),
  );
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(CALLS_PER_MINUTE);
  expect(tries).toContainEqual({
    status: "rejected",
    reason: expect.objectContaining({ code: "throttled", retryAfterSeconds: 30 }),
  });
});

test("the next minute begins anew, and another key has its own allowance", async () => {
  const [key, other] = [await makeKey(), await makeKey()];
  await spendCall(key, at("12:00:00"));
  await getPool().query('update "ApiKeyAllowance" set calls = $1 where "apiKeyId" = $2', [CALLS_PER_MINUTE, key]);
  await expect(spendCall(key, at("12:00:59.5"))).rejects.toMatchObject({ retryAfterSeconds: 1 });
  await spendCall(other, at("12:00:59.5"));
  await spendCall(key, at("12:01:00"));
});

test("a process whose clock is behind gives nobody a second allowance", async () => {
  const key = await makeKey();
  await spendCall(key, at("12:01:00"));
  await getPool().query('update "ApiKeyAllowance" set calls = $1 where "apiKeyId" = $2', [CALLS_PER_MINUTE, key]);
  await expect(spendCall(key, at("12:00:59"))).rejects.toMatchObject({ code: "throttled", retryAfterSeconds: 61 });
  await expect(spendCall(key, at("12:01:01"))).rejects.toMatchObject({ code: "throttled" });
});
