import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import { demoPortals } from "@/lib/local/sandbox-seed";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { signIn } from "../support/owner";
import { SandboxAdmin } from "../support/sandbox-admin";

// Begins with the source and the portal of the first journey.
test.describe.configure({ mode: "serial" });

const hubId = demoPortals[0]?.hubId ?? 0;
const name = "Guests, corrected by hand";
let admin: SandboxAdmin;
let runPath = "";

test.beforeAll(({ baseURL }) => {
  admin = new SandboxAdmin(readFacts(Number(new URL(baseURL ?? "").port)).adminUrl);
});

/** Twelve guests: three without an address that HubSpot takes, two with a day that is none, one in a stage that is none. */
const guests = `select n as guest, case when n <= 3 then 'nobody' || n else 'guest' || n || '@upload.example' end as email, 'O''Brien 🛫 ' || n as firstname, '00' || n as zip, case when n in (5, 6) then 'next Friday' else '2026-11-28' end as closedate, case when n = 8 then 'Boss' else 'lead' end as lifecyclestage from generate_series(1, 12) n order by n`;

type Line = Record<string, string>;

/** What a person does in a spreadsheet: corrects cells, deletes a row, sorts, has a zero dropped without seeing it. */
function correct(lines: readonly Line[]): Line[] {
  const changes: Readonly<Record<string, Line>> = {
    1: { email: "first@upload.example" },
    2: { email: "second@upload.example", firstname: "Zoë" },
    5: { closedate: "2026-12-04", zip: "5" },
    6: { closedate: "2026-12-04" },
    8: { lifecyclestage: "lead" },
  };
  return lines
    .filter((line) => line.guest !== "3")
    .map((line) => ({ ...line, ...changes[line.guest ?? ""] }))
    .toReversed();
}

/** As a European Excel saves it. */
const save = (lines: readonly Line[]) =>
  stringify([...lines], { header: true, delimiter: ";", record_delimiter: "\r\n", bom: true });

async function choose(page: Page, fileName: string, content: string | Buffer) {
  const field = page.getByLabel(/^Choose /);
  await expect(field).toBeEnabled();
  await field.setInputFiles({ name: fileName, mimeType: "text/csv", buffer: Buffer.from(content) });
}

/** The open causes of this journey's sync. */
const listOpen = (page: Page) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });

async function readGuests() {
  const contacts = await admin.readAll(hubId, "0-1");
  return contacts.map(({ properties }) => properties).filter(({ email }) => email?.endsWith("@upload.example"));
}

test("six rows of a run are refused", async ({ page }) => {
  await signIn(page);
  await page.goto("/syncs/new", { waitUntil: "networkidle" });
  await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^SQL/ }).check();
  await page.getByLabel("SQL", { exact: true }).fill(guests);
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText(/^The first .* 6 columns\./)).toBeVisible();
  await page.getByLabel("Portal", { exact: true }).selectOption({ label: `airports.example (${hubId})` });
  await page.getByRole("radio", { name: /^Contacts/ }).check();
  await page.getByLabel("Source column", { exact: true }).selectOption("email");
  await page.getByLabel(/^Unique property/).selectOption("email");
  await page.getByRole("button", { name: /^Suggest \(4\)$/ }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create sync" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("12 read = 0 unchanged + 6 created + 0 updated + 6 rejected")).toBeVisible({
    timeout: 60_000,
  });
  runPath = new URL(page.url()).pathname;
});

test("a file that is none is refused in words, and nothing of it is kept", async ({ page, complaints }) => {
  await signIn(page);
  await page.goto(runPath);
  await page.getByRole("link", { name: "Upload corrected file" }).click();
  await expect(page.getByRole("heading", { name: "Upload corrected rows" })).toBeVisible();
  const refusal = page.getByRole("alert").filter({ hasText: "can’t be taken" });
  await choose(page, "guests.xlsx", "PK\u0003\u0004 and so on");
  await expect(refusal).toContainText("guests.xlsx can’t be taken");
  await expect(refusal).toContainText("save it as “CSV UTF-8”");
  await choose(page, "guests.csv", "email;firstname\r\nada@example.com;Ada\r\n");
  await expect(refusal).toContainText("lacks columns that it needs: guest");
  // The browser notes the refusals itself; nothing else may be wrong.
  await expect.poll(() => complaints.length).toBe(2);
  expect(complaints.splice(0).every((complaint) => complaint.includes("400"))).toBe(true);
});

test("a corrected file shows what will happen before anything is sent, then just its rows are", async ({ page }) => {
  await signIn(page);
  await page.goto(runPath);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  const lines: Line[] = parse(await readFile(await download.path()), { columns: true, bom: true });
  expect(lines.map(({ guest }) => guest).toSorted()).toEqual(["1", "2", "3", "5", "6", "8"]);
  await page.getByRole("link", { name: "Upload corrected file" }).click();
  await admin.resetCounts();
  await choose(page, "guests, corrected.csv", save(correct(lines)));

  await expect(page.getByRole("heading", { name: "guests, corrected.csv" })).toBeFocused();
  const changes = page.getByRole("region", { name: "Changed cells", exact: true });
  await expect(changes).toContainText("7 cells of 5 rows");
  await expect(changes.getByRole("row").filter({ hasText: "lifecyclestage" })).toContainText(/Boss.*became.*lead/);
  await expect(page.getByText("Leading zeros or plus signs were dropped.")).toBeVisible();
  await expect(page.getByText("The preflight takes all of them.")).toBeVisible();
  expect(await admin.countWrites()).toBe(0);
  // The address keeps the file: a page that is loaded again shows it.
  await page.reload();
  await page.getByRole("button", { name: "Send these 5 rows" }).click();
  await expect(page.getByText("5 read = 0 unchanged + 5 created + 0 updated + 0 rejected")).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText("Upload", { exact: true }).first()).toBeVisible();

  await page.goto("/rejects");
  await expect(listOpen(page)).toHaveCount(1);
  await expect(listOpen(page)).toContainText("1 row");

  const records = await readGuests();
  expect(records).toHaveLength(11);
  expect(records).toContainEqual(expect.objectContaining({ email: "second@upload.example", firstname: "Zoë" }));
  expect(records).toContainEqual(expect.objectContaining({ email: "guest5@upload.example", zip: "5" }));
  expect(records).toContainEqual(
    expect.objectContaining({ email: "guest8@upload.example", firstname: "O'Brien 🛫 8", lifecyclestage: "lead" }),
  );
});

test("rows that were sent aren't sent a second time, and the one that was left out is still there to correct", async ({
  page,
}) => {
  await signIn(page);
  await page.goto(runPath);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  const lines: Line[] = parse(await readFile(await download.path()), { columns: true, bom: true });
  await page.getByRole("link", { name: "Upload corrected file" }).click();
  const third = lines.map((line) => (line.guest === "3" ? { ...line, email: "third@upload.example" } : line));
  await choose(page, "the rest.csv", stringify(third, { header: true }));
  const leftOut = page.getByRole("region", { name: "Left out" });
  await expect(leftOut).toContainText("5 lines were seen to by another run");
  await page.getByRole("button", { name: "Send this row" }).click();
  await expect(page.getByText("1 read = 0 unchanged + 1 created + 0 updated + 0 rejected")).toBeVisible({
    timeout: 60_000,
  });
  expect(await readGuests()).toHaveLength(12);
  await page.goto("/rejects");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(listOpen(page)).toHaveCount(0);

  await page.goto(`${runPath}/upload`);
  await choose(page, "all of it.csv", stringify(lines, { header: true }));
  await expect(page.getByText(/^No line of this file can be sent/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Send th/ })).toHaveCount(0);
});
