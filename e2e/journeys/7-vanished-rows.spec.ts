import type { Page } from "@playwright/test";
import { demoPortals } from "@/lib/local/sandbox-seed";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { owner, signIn } from "../support/owner";
import { SandboxAdmin } from "../support/sandbox-admin";

// Begins with the source and the portal of the first journey.
test.describe.configure({ mode: "serial" });

const hubId = demoPortals[0]?.hubId ?? 0;
const name = "Guests who leave";
let admin: SandboxAdmin;

test.beforeAll(({ baseURL }) => {
  admin = new SandboxAdmin(readFacts(Number(new URL(baseURL ?? "").port)).adminUrl);
});

const guests = (from: number, to: number) =>
  `select 'guest' || n || '@vanish.example' as email, 'Guest ' || n as first_name from generate_series(${from}, ${to}) n order by n`;

async function countGuests(): Promise<number> {
  const contacts = await admin.readAll(hubId, "0-1");
  return contacts.filter(({ properties }) => properties.email?.endsWith("@vanish.example")).length;
}

test("a sync that archives vanished rows sends its first ones, of duplicates the last", async ({ page }) => {
  await signIn(page);
  await page.goto("/syncs/new", { waitUntil: "networkidle" });
  await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^SQL/ }).check();
  await writeQuery(page, guests(1, 20));
  await page.getByLabel("Portal", { exact: true }).selectOption({ label: `airports.example (${hubId})` });
  await page.getByRole("radio", { name: /^Contacts/ }).check();
  await page.getByRole("button", { name: "Match by these" }).click();
  await page.getByRole("radio", { name: /^The last one counts/ }).check();
  await page.getByRole("button", { name: /^Suggest \(1\)$/ }).click();
  await page.getByRole("radio", { name: /^Archive the records/ }).check();
  await page.getByText(/^Wait for a person when a run is unusual/).click();
  await expect(page.getByLabel("Vanished rows, per cent")).toHaveValue("10");
  await page.getByLabel("New records").fill("1.5");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create sync" }).click();
  await expect(page.getByText("Write a whole number.").first()).toBeVisible();
  await page.getByLabel("New records").fill("20");
  await page.getByRole("button", { name: "Create sync" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();

  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("20 read = 0 unchanged + 20 created")).toBeVisible({ timeout: 60_000 });
  expect(await countGuests()).toBe(20);
});

test("half of the rows gone holds the run, and nothing is archived when somebody discards it", async ({ page }) => {
  await changeQuery(page, guests(1, 10));
  await page.getByRole("button", { name: "Run now" }).click();
  const held = page.getByRole("alert").filter({ hasText: "This run waits for you" });
  await expect(held).toContainText("10 of 20 rows of earlier runs have vanished (50 %); the limit is 10 %.", {
    timeout: 60_000,
  });
  await page.getByRole("link", { name: "Overview" }).first().click();
  await page.getByRole("link", { name: /waits for somebody to approve it/ }).click();
  await held.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Discard the run" }).click();
  await expect(page.getByText("10 vanished = 10 kept + 0 cleared + 0 archived + 0 refused")).toBeVisible({
    timeout: 60_000,
  });
  expect(await countGuests()).toBe(20);
});

test("approved, it archives exactly those whose rows have vanished", async ({ page }) => {
  await openSync(page);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("10 records are archived, since the rows have vanished.")).toBeVisible({
    timeout: 60_000,
  });
  await page.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("button", { name: "Approve the run" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByText("10 vanished = 0 kept + 0 cleared + 10 archived + 0 refused")).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(`${owner.name} approved this run`)).toBeVisible();
  expect(await countGuests()).toBe(10);
});

test("all rows are sent again when somebody asks for it", async ({ page }) => {
  await openSync(page);
  await page.getByRole("region", { name: "Start over" }).getByRole("button", { name: "Send all rows again" }).click();
  await page.getByRole("button", { name: "Send all rows", exact: true }).click();
  await expect(page.getByText("10 read = 0 unchanged + 0 created + 10 updated")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("all rows again")).toBeVisible();
});

async function writeQuery(page: Page, sql: string) {
  await page.getByLabel("SQL", { exact: true }).fill(sql);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText(/^The first .* 2 columns\./)).toBeVisible();
}

async function openSync(page: Page) {
  await signIn(page);
  await page.goto("/syncs");
  await page.getByRole("link", { name }).first().click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

async function changeQuery(page: Page, sql: string) {
  await openSync(page);
  await writeQuery(page, sql);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
}
