import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { demoPortals } from "@/lib/local/sandbox-seed";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { findBarriers } from "../support/find-barriers";
import { owner, signIn } from "../support/owner";
import { SandboxAdmin } from "../support/sandbox-admin";

// Begins with the source and the portal of the first journey.
test.describe.configure({ mode: "serial" });

const hubId = demoPortals[0]?.hubId ?? 0;
const name = "Members, checked first";
let admin: SandboxAdmin;

test.beforeAll(({ baseURL }) => {
  admin = new SandboxAdmin(readFacts(Number(new URL(baseURL ?? "").port)).adminUrl);
});

/** Members of whom the first three have no address that HubSpot would take. */
const members = (count: number, firstName = "'Member ' || n") =>
  `select case when n <= 3 then 'nobody' else 'member' || n || '@check.example' end as email, ${firstName} as first_name, 'Club ' || n % 2 as company from generate_series(1, ${count}) n order by n`;

async function countMembers(): Promise<number> {
  const contacts = await admin.readAll(hubId, "0-1");
  return contacts.filter(({ properties }) => properties.email?.endsWith("@check.example")).length;
}

test("all rows are checked before the first is sent, and HubSpot hears of none", async ({ page }) => {
  await signIn(page);
  await page.goto("/syncs/new", { waitUntil: "networkidle" });
  await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^SQL/ }).check();
  await writeQuery(page, members(250));
  await page.getByLabel("Portal", { exact: true }).selectOption({ label: `airports.example (${hubId})` });
  await page.getByRole("radio", { name: /^Contacts/ }).check();
  await page.getByRole("button", { name: "Match by these" }).click();
  await page.getByRole("button", { name: /^Suggest \(\d\)$/ }).click();
  await page.getByRole("button", { name: "Remove company" }).click();
  await page.getByText(/^Wait for a person when a run is unusual/).click();
  await page.getByLabel("New records").fill("100");
  const rows = page.getByRole("list", { name: "Compared rows" });
  await page.getByRole("button", { name: "Compare 50 rows" }).click();
  await expect(page.getByRole("button", { name: "Created 47", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Rejected 3", exact: true }).click();
  await expect(rows.getByRole("button")).toHaveCount(3);
  await rows.getByRole("button").first().click();
  await expect(rows.getByText("INVALID_EMAIL")).toBeVisible();
  await page.getByRole("button", { name: "What is a dry run?" }).click();
  await expect(page.getByRole("link", { name: /^More in the docs/ })).toHaveAttribute("href", "/docs/words#dry-run");
  await page.keyboard.press("Escape");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await expect(page.getByRole("button", { name: "Check all rows", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "Create sync" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();

  await admin.resetCounts();
  const check = page.getByRole("region", { name: "All rows" });
  await checkAllRows(page);
  await expect(check.getByRole("button", { name: "Check all rows" })).toBeFocused();
  await expect(check.getByText("250 read = 0 unchanged + 247 to create + 0 to update + 3 rejected.")).toBeVisible({
    timeout: 60_000,
  });
  await expect(check).toBeInViewport();
  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    check.getByRole("link", { name: "See the dry run (opens in a new tab)" }).click(),
  ]);
  await page.goto(tab.url());
  await tab.close();
  await expect(page.getByRole("heading", { name: `Dry run of ${name}` })).toBeVisible();
  await expect(page.getByText("250 read = 0 unchanged + 247 to create + 0 to update + 3 rejected")).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText("closed", { exact: true })).toBeVisible();
  await expect(page.getByText("Nothing was sent", { exact: true })).toBeVisible();
  await expect(page.getByText("247 records would be created; the limit is 100.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Forecast" })).toContainText("Calls to HubSpot3");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(parse(await readFile(await download.path()), { columns: true, bom: true })).toHaveLength(3);
  expect(await admin.countWrites()).toBe(0);
  expect(await countMembers()).toBe(0);
});

test("a dry run is marked wherever runs are listed, and no sync's last run", async ({ page }) => {
  await signIn(page);
  const health = page.getByRole("region", { name: "Health of the syncs" }).getByRole("row").filter({ hasText: name });
  await expect(health).toContainText("Not run yet");
  await expect(health.getByRole("link", { name: /^Dry run/ })).toHaveCount(0);
  await page.goto("/syncs");
  const listed = page.getByRole("region", { name: "Syncs" }).getByRole("row").filter({ hasText: name });
  await expect(listed.getByRole("link", { name: /^Dry run, completed with rejects: 250 read/ })).toBeVisible();
  await page.goto("/runs");
  const row = page.getByRole("region", { name: "Runs" }).getByRole("row").filter({ hasText: name });
  await expect(row.getByText("Dry run", { exact: true })).toBeVisible();
  await expect(row.getByText("would be 247")).toBeVisible();
});

test("a run does what its check has said", async ({ page }) => {
  await openSync(page);
  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("button", { name: "Approve" }).click({ timeout: 60_000 });
  await page.getByRole("button", { name: "Approve the run" }).click();
  await expect(page.getByText("250 read = 0 unchanged + 247 created + 0 updated + 3 rejected")).toBeVisible({
    timeout: 60_000,
  });
  expect(await countMembers()).toBe(247);
});

test("a change of the mapping says how many rows it sends again before it is saved", async ({ page }) => {
  await openSync(page);
  await page.getByRole("button", { name: /^Suggest \(1\)$/ }).click();
  await expect(page.getByText("Up to 247 rows may be sent again because of this change.")).toBeVisible();
  await checkAllRows(page);
  await expect(page.getByText("247 rows would be sent again because of this change.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("250 read = 0 unchanged + 0 to create + 247 to update + 3 rejected.")).toBeVisible();
  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("link", { name: "See the dry run (opens in a new tab)" }).click(),
  ]);
  await expect(tab.getByText("a draft of version 1")).toBeVisible();
  await tab.close();

  await page.getByLabel("Name", { exact: true }).fill(`${name} twice`);
  await expect(page.getByText("247 rows would be sent again because of this change.")).toBeVisible();
  await page.getByRole("button", { name: "Remove firstname" }).click();
  await expect(page.getByText("It has changed since you checked it.")).toBeVisible();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  await expect(page.getByText(/because of this change/)).toHaveCount(0);
});

test("rows that have changed in the source are no fault of the mapping's, and a draft that can't be saved isn't checked", async ({
  page,
}) => {
  await openSync(page);
  await page.getByRole("button", { name: "Add property" }).click();
  await checkAllRows(page);
  await expect(page.getByText("Choose a property.").first()).toBeVisible();
  await page.getByRole("button", { name: "Remove row 2" }).click();
  await writeQuery(page, members(251, "case when n < 10 then 'New' else 'Member ' || n end"));
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();

  await page.getByRole("button", { name: /^Suggest \(1\)$/ }).click();
  await checkAllRows(page);
  await expect(page.getByText("241 rows would be sent again because of this change.")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText("251 read = 0 unchanged + 1 to create + 247 to update + 3 rejected.")).toBeVisible();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("251 read = 0 unchanged + 1 created + 247 updated + 3 rejected")).toBeVisible({
    timeout: 60_000,
  });
});

test("one row is sent as it was shown, and its answer and its record are there to see", async ({ page }) => {
  await openSync(page);
  await writeQuery(page, members(251, "case when n = 4 then 'Fourth' when n < 10 then 'New' else 'Member ' || n end"));
  await page.getByRole("button", { name: "Compare 50 rows" }).click();
  await page.getByRole("button", { name: "Changed 1", exact: true }).click();
  const row = page.getByRole("list", { name: "Compared rows" });
  await row.getByRole("button").first().click();
  await expect(row.getByRole("row").filter({ hasText: "firstname" })).toContainText("Fourth");
  await expect(row.getByRole("row").filter({ hasText: "firstname" })).toContainText("New");
  await row.getByRole("button", { name: "Send this row…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("POST /crm/objects/2026-09/0-1/batch/upsert")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Cancel" })).toBeFocused();
  await dialog.getByRole("button", { name: "Send to HubSpot" }).click();
  await expect(dialog.getByText("HubSpot updated the record")).toBeVisible();
  await expect(dialog.getByText("Answer, 200")).toBeVisible();
  await expect(dialog.getByRole("link", { name: /^Open it in HubSpot/ })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByRole("button", { name: "Changed 1", exact: true })).toHaveCount(0);
  const contacts = await admin.readAll(hubId, "0-1");
  const fourth = contacts.find(({ properties }) => properties.email === "member4@check.example");
  expect(fourth?.properties.firstname).toBe("Fourth");
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();

  await page.goto(`/records#${encodeURIComponent("member4@check.example")}`);
  const writes = page.getByRole("list", { name: "What was written, the latest first" }).locator(":scope > li");
  const byHand = writes.first();
  await expect(byHand).toContainText(`Sent by hand by ${owner.name}`);
  await expect(byHand).toContainText("Fourth");
  await expect(writes.nth(1).getByRole("link", { name: /^The run of/ })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
});

async function writeQuery(page: Page, sql: string) {
  await page.getByLabel("SQL", { exact: true }).fill(sql);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText(/^The first .* 3 columns\./)).toBeVisible();
}

/** By the button at the top of the page: all of that name do the same. */
async function checkAllRows(page: Page) {
  await page.getByRole("button", { name: "Check all rows", exact: true }).first().click();
}

async function openSync(page: Page) {
  await signIn(page);
  await page.goto("/syncs");
  await page.getByRole("link", { name }).first().click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}
