import { expect, test } from "vitest";
import { SetUpInput } from "@/lib/api/account";
import { verifyPassword } from "@/lib/auth/password";
import { getDb } from "@/lib/db";
import { testDatabase } from "@/lib/local/testing/database";
import { prepareEnvironment } from "@/lib/local/testing/environment";
import { getMembership } from "./get-membership";
import { isSetUp } from "./is-set-up";
import { setUpInstance } from "./set-up-instance";

prepareEnvironment({ databaseUrl: await testDatabase() });

const input = (name: string) =>
  SetUpInput.parse({
    email: `${name}@Example.com`,
    name,
    password: "three random words",
    workspaceName: `The space of ${name}`,
  });

test("two people who set up at once get one owner, one workspace and one refusal", async () => {
  expect(await isSetUp()).toBe(false);
  const tries = await Promise.allSettled([setUpInstance(input("ada")), setUpInstance(input("bob"))]);
  const [made, ...others] = tries.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  expect(others).toEqual([]);
  expect(tries).toContainEqual({ status: "rejected", reason: expect.objectContaining({ code: "conflict" }) });
  expect(await isSetUp()).toBe(true);
  expect(await getDb().workspace.count()).toBe(1);

  const membership = await getMembership(made?.userId ?? "");
  expect(membership?.actor).toEqual({ userId: made?.userId, workspaceId: made?.workspaceId, role: "owner" });
  expect(membership?.workspaceName).toBe(`The space of ${membership?.user.name}`);
  const user = await getDb().user.findUniqueOrThrow({ where: { id: made?.userId ?? "" } });
  expect(user.passwordHash).not.toContain("three random words");
  expect(await verifyPassword(user.passwordHash, "three random words")).toBe(true);
});

test("an instance that is set up refuses the next one and tells them to sign in", async () => {
  await expect(setUpInstance(input("carol"))).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("Sign in"),
  });
});

test("somebody who is a member of no workspace has no membership", async () => {
  const user = await getDb().user.create({ data: { email: "gone@example.com", name: "Gone", passwordHash: "none" } });
  expect(await getMembership(user.id)).toBeNull();
});
