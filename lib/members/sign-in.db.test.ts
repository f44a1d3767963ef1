import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { getDb } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { signIn } from "./sign-in";

prepareEnvironment({ databaseUrl: await testDatabase() });

const password = "three random words";
const passwordHash = await hashPassword(password);
const noon = new Date("2026-11-23T12:00:00Z");
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);

/** An account that only the calling test knows, and an address to come from. */
async function makeAccount() {
  const name = randomBytes(6).toString("hex");
  const email = `${name}@example.com`;
  const { id } = await getDb().user.create({ data: { email, name, passwordHash } });
  return { id, email, name, right: { email, password }, wrong: { email, password: "wrong" }, address: `from-${name}` };
}

async function failOften(times: number, { wrong, address }: Awaited<ReturnType<typeof makeAccount>>) {
  for (let time = 0; time < times; time += 1) expect(await signIn(wrong, address, noon)).toBeNull();
}

test("the right password lets in, a wrong one and an unknown address don't", async () => {
  const { id, email, name, right, wrong, address } = await makeAccount();
  expect(await signIn(right, address, noon)).toEqual({ id, email, name });
  expect(await signIn(wrong, address, noon)).toBeNull();
  expect(await signIn({ email: `no-${email}`, password }, address, noon)).toBeNull();
});

test("after ten failures even the right password waits, until a quarter of an hour has passed", async () => {
  const account = await makeAccount();
  await failOften(10, account);
  await expect(signIn(account.right, account.address, later(14))).rejects.toMatchObject({ code: "throttled" });
  expect(await signIn(account.right, account.address, later(16))).toMatchObject({ id: account.id });
});

test("whoever is throttled doesn't wait longer for having tried meanwhile", async () => {
  const account = await makeAccount();
  await failOften(10, account);
  await expect(signIn(account.wrong, account.address, later(14))).rejects.toMatchObject({ code: "throttled" });
  expect(await signIn(account.right, account.address, later(16))).toMatchObject({ id: account.id });
});

test("failures of one account leave another one alone, and a success forgives only itself", async () => {
  const victim = await makeAccount();
  const other = await makeAccount();
  await failOften(9, victim);
  expect(await signIn(other.right, other.address, noon)).not.toBeNull();
  expect(await signIn(victim.right, victim.address, noon)).not.toBeNull();
  await failOften(1, victim);
  await expect(signIn(victim.right, victim.address, noon)).rejects.toMatchObject({ code: "throttled" });
});

test("attempts at the same moment don't slip past the limit together", async () => {
  const account = await makeAccount();
  const tries = await Promise.allSettled(
    Array.from({ length: 30 }, () => signIn(account.wrong, account.address, noon)),
  );
  expect(tries.filter(({ status }) => status === "fulfilled").length).toBeLessThanOrEqual(10);
});

test("a network address that tries many accounts is throttled, and the accounts are not", async () => {
  const account = await makeAccount();
  const subject = `address:${account.address}`;
  await getDb().signInAttempt.createMany({
    data: Array.from({ length: 100 }, () => ({ subject, attemptedAt: noon })),
  });
  await expect(signIn(account.right, account.address, noon)).rejects.toMatchObject({ code: "throttled" });
  expect(await signIn(account.right, "from-home", noon)).toMatchObject({ id: account.id });
});
