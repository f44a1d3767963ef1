import type { Locator, Page } from "@playwright/test";
import { demoPortals } from "@/lib/local/sandbox-seed";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { signIn } from "../support/owner";
import { SandboxAdmin } from "../support/sandbox-admin";

// Begins with the source and the portal of the first journey, and with the scopes that the fourth has asked for.
test.describe.configure({ mode: "serial" });

const [portal] = demoPortals;
const hubId = portal?.hubId ?? 0;
const token = portal?.tokens?.[0]?.token ?? "";
const name = "Six causes";
let admin: SandboxAdmin;
let apiUrl: string;

test.beforeAll(({ baseURL }) => {
  const facts = readFacts(Number(new URL(baseURL ?? "").port));
  admin = new SandboxAdmin(facts.adminUrl);
  apiUrl = facts.apiUrl;
});

const columns = ["email", "seniority", "hs_lead_status", "employees_managed", "airport", "badge_number"];
/** By what is wrong with each: an option to be added, one to be mapped, blanks, a number, a property, a badge. */
const rows = [
  ["add@six.example", "Archmage 😀 O'Brien", "NEW", "1", null, null],
  ["map1@six.example", "Snr.", "NEW", "2", null, null],
  ["map2@six.example", "Snr.", "NEW", "3", null, null],
  ["clean@six.example", "lead", "In   Progress ", "4", null, null],
  ["number@six.example", "lead", "NEW", "about five", null, null],
  ["gone@six.example", "lead", "NEW", "6", "BRU", null],
  ["badge@six.example", "lead", "NEW", "7", null, "SIX-7"],
  ["good@six.example", "lead", "NEW", "8", null, null],
] as const;

const quote = (cell: string | null) => (cell === null ? "null::text" : `'${cell.replaceAll("'", "''")}'`);
const query = `select * from (values ${rows.map((row) => `(${row.map(quote).join(", ")})`).join(", ")}) t (${columns.join(", ")})`;

/** The people of these rows as HubSpot has them, by their address. */
async function readPeople(): Promise<Record<string, Record<string, string | null>>> {
  const contacts = await admin.readAll(hubId, "0-1");
  const people = contacts.filter(({ properties }) => properties.email?.endsWith("@six.example"));
  return Object.fromEntries(people.map(({ properties }) => [properties.email?.split("@")[0] ?? "", properties]));
}

test("a run with six causes: five before sending, one of them holds it, and what others did in HubSpot", async ({
  page,
}) => {
  await admin.createRecord(hubId, "0-1", { firstname: "Owner", badge_number: "SIX-7" });
  await signIn(page);
  await makeSync(page);
  await page.getByRole("button", { name: "Run now" }).click();
  const held = page.getByRole("alert").filter({ hasText: "This run waits for you" });
  await expect(held).toBeVisible({ timeout: 60_000 });
  // The property goes after the run has looked at HubSpot and before it writes.
  await admin.archiveProperty(hubId, "0-1", "airport");
  await held.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("button", { name: "Approve the run" }).click();
  await expect(page.getByText("8 read = 0 unchanged + 1 created + 0 updated + 7 rejected")).toBeVisible({
    timeout: 60_000,
  });
  expect(Object.keys(await readPeople())).toEqual(["good"]);
});

test("each cause is fixed by its own button", async ({ page }) => {
  await openRun(page);
  await expect(causeOf(page, /.*/)).toHaveCount(6);

  await fix(page, causeOf(page, /Archmage/), "Add option “Archmage 😀 O'Brien”", "Add option");
  const mapped = causeOf(page, /Snr\./);
  await openFix(mapped, "Map “Snr.”");
  await page.getByRole("button", { name: /^What Snr\. becomes/ }).click();
  await page.getByRole("option", { name: /^Senior/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Map", exact: true }).click();
  await expect(mapped.getByText("Fixed in the mapping.")).toBeVisible();
  await fix(page, causeOf(page, /In +Progress/), "Reduce several blanks to one", "Clean the values");
  await fix(page, causeOf(page, /employees_managed/), "Leave invalid values out", "Leave them out");
  await fix(page, causeOf(page, /airport/), "Create airport", "Create property");

  const badge = causeOf(page, /badge_number/);
  await badge.scrollIntoViewIfNeeded();
  const record = badge.getByRole("link", { name: /^Open the record that has it/ });
  await expect(record).toHaveAttribute("href", new RegExp(`/contacts/${hubId}/record/0-1/\\d+$`));
  const recordId = (await record.getAttribute("href"))?.split("/").at(-1);
  // What somebody does there: the badge was given back.
  const given = await fetch(`${apiUrl}/crm/objects/2026-09/0-1/${recordId}`, {
    method: "PATCH",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ properties: { badge_number: "" } }),
  });
  expect(given.status).toBe(200);
});

test("a fix that is made is told after a reload, and stands in the sync's editor", async ({ page }) => {
  await openRun(page);
  await causeOf(page, /Snr\./).scrollIntoViewIfNeeded();
  await expect(causeOf(page, /Snr\./).getByText("The sync as it is now takes these rows.")).toBeVisible();
  await causeOf(page, /Snr\./).getByRole("link", { name: "Edit the sync" }).click();
  await expect(page).toHaveURL(/#field-seniority$/);
  const field = page.locator("#field-seniority");
  await field.getByText("Conversions").click();
  await expect(field.getByRole("textbox", { name: "Value 1 of seniority", exact: true })).toHaveValue("Snr.");
  await expect(page.getByText("Everything is saved")).toBeVisible();
});

test("all of them are retried, no cause stays open, and HubSpot holds the right records", async ({ page }) => {
  await openRun(page);
  await page.getByRole("button", { name: "Retry all 7 open rows" }).click();
  await expect(page.getByText("7 read = 0 unchanged + 7 created + 0 updated + 0 rejected")).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText("1 row without a value that was invalid")).toBeVisible();
  const people = await readPeople();
  expect(Object.keys(people).toSorted()).toEqual(rows.map(([email]) => email.split("@")[0]).toSorted());
  expect(people).toMatchObject({
    add: { seniority: "Archmage 😀 O'Brien" },
    map1: { seniority: "senior" },
    map2: { seniority: "senior" },
    clean: { hs_lead_status: "IN_PROGRESS" },
    gone: { airport: "BRU", employees_managed: "6" },
    badge: { badge_number: "SIX-7" },
  });
  expect(people.number?.employees_managed ?? null).toBeNull();

  await page.goto("/rejects?status=open");
  await expect(page.getByRole("heading", { name: "Rejects", exact: true })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name })).toHaveCount(0);
});

async function makeSync(page: Page): Promise<void> {
  await page.goto("/syncs/new", { waitUntil: "networkidle" });
  await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^SQL/ }).check();
  await page.getByLabel("SQL", { exact: true }).fill(query);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("The first 8 rows, 6 columns.")).toBeVisible();
  await page.getByLabel("Portal", { exact: true }).selectOption({ label: `airports.example (${hubId})` });
  await page.getByRole("radio", { name: /^Contacts/ }).check();
  await page.getByRole("button", { name: "Match by these" }).click();
  await page.getByRole("button", { name: /^Suggest \(5\)$/ }).click();
  await page.getByText(/^Wait for a person when a run is unusual/).click();
  await page.getByLabel("Rejected rows", { exact: true }).fill("1");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create sync" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
}

/** The run that has the causes: the only one of this sync that ended with rejects. */
async function openRun(page: Page): Promise<void> {
  await signIn(page);
  await page.goto("/runs");
  await page.getByRole("row").filter({ hasText: name }).getByRole("link", { name: "Completed with rejects" }).click();
  await expect(page.getByRole("heading", { name: /^Rejects/ })).toBeVisible();
}

function causeOf(page: Page, words: RegExp): Locator {
  return page.locator("#rejects").getByRole("region", { name: words });
}

/** Fixes are asked for once their cause comes into view. */
async function openFix(cause: Locator, button: string): Promise<void> {
  await cause.scrollIntoViewIfNeeded();
  await cause.getByRole("button", { name: button }).click();
}

async function fix(page: Page, cause: Locator, button: string, verb: string): Promise<void> {
  await openFix(cause, button);
  await page.getByRole("dialog").getByRole("button", { name: verb, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(cause.getByRole("button", { name: /^Retry th(is row|ese)/ })).toBeVisible();
}
