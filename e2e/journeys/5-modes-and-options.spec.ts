import { demoPortals } from "@/lib/local/sandbox-seed";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { findBarriers } from "../support/find-barriers";
import { signIn } from "../support/owner";
import { SandboxAdmin } from "../support/sandbox-admin";

// Begins with the contacts of the first journey, and with the scopes that the fourth has asked for.
test.describe.configure({ mode: "serial" });

const hubId = demoPortals[0]?.hubId ?? 0;
let admin: SandboxAdmin;

test.beforeAll(({ baseURL }) => {
  admin = new SandboxAdmin(readFacts(Number(new URL(baseURL ?? "").port)).adminUrl);
});

test("a value that is no option is made one from its mapping, and a sync that only creates leaves records alone", async ({
  page,
  complaints,
}) => {
  const known = (await admin.readAll(hubId, "0-1")).find(({ properties }) => properties.email)?.properties;
  await signIn(page);
  await page.goto("/syncs/new", { waitUntil: "networkidle" });
  await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^SQL/ }).check();
  const sql = page.getByLabel("SQL", { exact: true });
  await expect(page.getByText("Escape and then Tab leaves")).toBeVisible();
  await sql.fill("select 'ä🛫' as email,\n  wrong");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(sql.getByText('Column "wrong" does not exist.')).toBeVisible();
  await expect(page.getByRole("alert").getByText("Line 2 of the SQL says why.")).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  // The browser notes the refusal itself; nothing else may be wrong.
  expect(complaints.splice(0)).toEqual([expect.stringContaining("422")]);
  // As a person does: the complaint between the lines isn't text that one could select.
  await sql.press("ControlOrMeta+a");
  await page.keyboard.insertText(
    `select * from (values ('${known?.email}', 'intern'), ('new@journey.example', 'lead')) t (email, seniority)`,
  );
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("The first 2 rows, 2 columns.")).toBeVisible();
  await page.getByLabel("Portal", { exact: true }).selectOption({ label: `airports.example (${hubId})` });
  await page.getByRole("radio", { name: /^Contacts/ }).check();
  await page.getByRole("button", { name: "Match by these" }).click();
  await page.getByRole("button", { name: "Check the match" }).click();
  await expect(page.getByText("2 of 2 rows have a usable value, 2 of them different.")).toBeVisible();
  await expect(page.getByText("Of all 2 values looked up, 1 has a record in HubSpot now.")).toBeVisible();
  await expect(page.getByText("New rows create a record with the mapped properties: 1 row.").first()).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: /^Suggest \(1\)$/ }).click();
  const mapping = page.getByRole("listitem", { name: "Mapping 1" });
  await expect(mapping.getByText("1 of 2 preview rows fit.")).toBeVisible();
  await mapping.getByRole("button", { name: "Add option “intern”" }).click();
  await page.getByRole("dialog").getByLabel("Label").fill("Intern");
  await page.getByRole("dialog").getByRole("button", { name: "Add option" }).click();
  await expect(mapping.getByText("2 of 2 preview rows fit")).toBeVisible();

  await page.getByRole("radio", { name: /^Only create/ }).check();
  await page.getByLabel("Name", { exact: true }).fill("New staff only");
  await page.reload();
  await expect(page.getByText("Your unsaved changes are back")).toBeVisible();
  await expect(page.getByRole("radio", { name: /^Only create/ })).toBeChecked();
  await expect(mapping.getByText("2 of 2 preview rows fit")).toBeVisible();
  await page.getByRole("button", { name: "Create sync" }).click();
  await expect(page.getByRole("heading", { name: "New staff only" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("radio", { name: /^Only create/ })).toBeChecked();

  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("2 read = 0 unchanged + 1 created + 0 updated + 1 skipped + 0 rejected")).toBeVisible({
    timeout: 60_000,
  });
  await expect(
    page.getByText("The sync only creates, and HubSpot had a record of these when it looked."),
  ).toBeVisible();
  const records = await admin.readAll(hubId, "0-1");
  expect(records.find(({ properties }) => properties.email === known?.email)?.properties.seniority).toBe(
    known?.seniority,
  );
  expect(records.find(({ properties }) => properties.email === "new@journey.example")?.properties.seniority).toBe(
    "lead",
  );
});

test("an option that a run was refused for is added from the cause, which then says what comes next", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/runs");
  await page.getByRole("main").getByRole("link", { name: "Completed with rejects" }).first().click();
  const cause = page.getByRole("region", { name: /wizard/ });
  // Fixes are asked for once their cause comes into view.
  await cause.scrollIntoViewIfNeeded();
  await cause.getByRole("button", { name: "Add option “wizard”" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add option" }).click();
  await expect(cause.getByText("Seniority has the option wizard now.")).toBeVisible();
});
