import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { demoPortals } from "@/lib/local/sandbox-seed";
import { expect, test } from "../support/console-errors";
import { readWarehouse } from "../support/demo-truth";
import { readFacts } from "../support/facts";
import { owner, signIn } from "../support/owner";
import { SandboxAdmin } from "../support/sandbox-admin";

const hubId = demoPortals[0]?.hubId ?? 0;

// One journey from an empty instance to a second run: each part needs what the one before it left.
test.describe.configure({ mode: "serial" });

let facts: ReturnType<typeof readFacts>;
let admin: SandboxAdmin;

test.beforeAll(({ baseURL }) => {
  facts = readFacts(Number(new URL(baseURL ?? "").port));
  admin = new SandboxAdmin(facts.adminUrl);
});

test("a new instance is set up by its first visitor, who can sign out and in again", async ({ page, complaints }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/set-up$/);
  await page.getByLabel("Your name").fill(owner.name);
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Workspace").fill("Airports & co");
  await page.getByLabel("Password").fill("short");
  await page.getByRole("button", { name: /set up|create/i }).click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/Use at least 12 characters/);
  await page.getByLabel("Workspace").fill("W".repeat(255));
  await page.getByRole("button", { name: /set up|create/i }).click();
  await expect(page.getByLabel("Workspace")).toHaveAccessibleDescription(
    /The workspace name must have at most 120 characters; it has 255\./,
  );
  await page.getByLabel("Workspace").fill("Airports & co");
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: /set up|create/i }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();

  await page.getByRole("button", { name: owner.name }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/runs");
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("don't belong together")).toBeVisible();
  // The browser notes the refusal itself; nothing else may be wrong.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("401")]);
  await signIn(page);
  await expect(page.getByText("Connect HubSpot").first()).toBeVisible();
});

test("HubSpot is connected through its own pages", async ({ page }) => {
  await signIn(page);
  // Where a sync is begun too soon, its page leads there.
  await page.goto("/syncs/new");
  await page.getByRole("link", { name: "Connect HubSpot" }).click();
  await expect(page).toHaveURL(/\/connections#connect$/);
  await page.getByRole("button", { name: "Connect HubSpot" }).click();
  await expect(page.getByRole("heading", { name: "Choose an account" })).toBeVisible();
  await page.getByRole("radio", { name: /airports\.example/ }).check();
  await page.getByRole("button", { name: "Choose account" }).click();
  await expect(page.getByText("crm.objects.contacts.write")).toBeVisible();
  await page.getByRole("button", { name: "Connect app" }).click();
  await expect(page).toHaveURL(/\/connections/);
  await expect(page.getByText("airports.example").first()).toBeVisible();
  await page.getByRole("button", { name: /^Test/ }).first().click();
  await expect(page.getByText(/properties read/)).toBeVisible();
});

test("a source is tested line by line, and saved", async ({ page }) => {
  await signIn(page);
  await page.goto("/connections/sources/new", { waitUntil: "networkidle" });
  await page.getByLabel("Name", { exact: true }).fill("Warehouse");
  const url = new URL(facts.warehouseUrl);
  const wrong = new URL(url);
  wrong.password = "wrong";
  await page.getByRole("radio", { name: /URL/ }).check();
  await page.getByLabel("Connection URL").fill(wrong.href);
  await page.getByRole("radio", { name: /Not encrypted|Off|disable/i }).check();
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(
    page
      .getByText(/password/i)
      .filter({ hasText: /refus|wrong|fail|accept/i })
      .first(),
  ).toBeVisible();
  await page.getByLabel("Connection URL").fill(url.href);
  await page.getByRole("button", { name: "Test connection" }).click();
  await expect(page.getByText(/3 tables/)).toBeVisible();
  await page.getByRole("button", { name: /Save|Add source/ }).click();
  await expect(page).toHaveURL(/\/connections/);
  await expect(page.getByText("Warehouse").first()).toBeVisible();
});

test("a sync is mapped by suggestions, runs, and says of every refused row why", async ({ page }) => {
  await signIn(page);
  await makeSync(page);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByText("Completed with rejects").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/3,000 read =/)).toBeVisible();

  const duplicates = page.getByRole("region", { name: /DUPLICATE_KEY/ });
  await duplicates.getByRole("link", { name: "31 rows" }).click();
  await expect(page).toHaveURL(/\/causes\//);
  await page
    .getByRole("button", { name: /^Open row/ })
    .first()
    .click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("Why it was rejected")).toBeVisible();
  await expect(drawer.getByText(/None of them was sent/)).toBeVisible();
  await expect(drawer.getByRole("region", { name: "Source row" }).first()).toContainText("email");
  const matchValue = (await drawer.getByText(/@/).first().textContent()) ?? "";
  await drawer.getByRole("link", { name: "All that was written to it" }).click();
  await expect(page.getByLabel("E-mail address, match value or record id")).toHaveValue(matchValue);
  const refused = page.getByRole("region", { name: "Refused rows" });
  await expect(refused.getByRole("link", { name: /^the run of/ })).toBeVisible();
  await expect(refused.getByRole("link", { name: "Staff to contacts" })).toBeVisible();
});

test("the downloaded file and HubSpot's records are together all the rows that were read", async ({ page }) => {
  await signIn(page);
  await page.goto("/runs");
  await page.getByRole("main").getByRole("link", { name: "Completed with rejects" }).first().click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^Staff to contacts rejected .*\.csv$/);
  const report: Record<string, string>[] = parse(await readFile(await download.path()), { columns: true, bom: true });
  const records = await admin.readAll(hubId, "0-1");
  const rows = await readWarehouse(facts.warehouseUrl, "people");
  expect(report.length + records.length).toBe(rows.length);
  expect(report.filter((line) => !line.sluice_message)).toEqual([]);
  const refused = new Set(report.map((line) => line.person_id));
  const written = new Set(records.map((record) => record.properties.email));
  for (const row of rows) {
    const email = (row.email ?? "").trim().toLowerCase();
    expect([row.person_id, written.has(email)]).toEqual([row.person_id, !refused.has(row.person_id ?? "")]);
  }
});

test("a second run sends nothing, and the first is still told as it was", async ({ page }) => {
  await signIn(page);
  await page.goto("/syncs");
  await page.getByRole("link", { name: "Staff to contacts" }).first().click();
  await admin.resetCounts();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.getByText(/3,000 read = [\d,]+ unchanged \+ 0 created \+ 0 updated/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText("Completed with rejects").first()).toBeVisible({ timeout: 60_000 });
});

async function makeSync(page: Page) {
  await page.goto("/syncs/new", { waitUntil: "networkidle" });
  await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
  await page.getByLabel("Table", { exact: true }).click();
  await page.getByRole("option", { name: /people/ }).click();
  await expect(page.getByText("The first 20 rows, 17 columns.")).toBeVisible();
  await page.getByLabel("Portal", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^Contacts/ }).check();
  await page.getByLabel("Source column", { exact: true }).selectOption("email");
  await page.getByLabel(/^Unique property/).selectOption("email");
  await expect(page.getByText("20 of 20 preview rows have a usable value")).toBeVisible();
  await page.getByRole("button", { name: /^Suggest \(\d+\)$/ }).click();
  await expect(page.getByRole("listitem", { name: /^Mapping \d+$/ })).not.toHaveCount(0);
  await page.getByRole("radio", { name: /^At set times/ }).check();
  await page.getByLabel("Days", { exact: true }).selectOption({ label: "Every day" });
  await page.getByLabel("Time of day").fill("06:30");
  await expect(page.getByLabel("Cron expression")).toHaveValue("30 6 * * *");
  await page.getByLabel("Cron expression").fill("0 7 * *");
  await expect(page.getByLabel("Cron expression")).toHaveAccessibleDescription(/Write five fields.* This has 4\./);
  await expect(page.getByLabel("Time of day")).toHaveAccessibleDescription("Choose days, or write the expression.");
  await page.getByLabel("Cron expression").fill("0 7 * * 1-5");
  await expect(page.getByText(/07:00|7:00 AM/i).first()).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Staff to contacts");
  await page.getByRole("button", { name: "Create sync" }).click();
  await expect(page.getByRole("heading", { name: "Staff to contacts" })).toBeFocused();
}
