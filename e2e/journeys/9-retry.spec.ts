import { demoPortals } from "@/lib/local/sandbox-seed";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { signIn } from "../support/owner";
import { SandboxAdmin } from "../support/sandbox-admin";

// Begins with the source and the portal of the first journey, and with the scopes that the fourth has asked for.
test.describe.configure({ mode: "serial" });

const hubId = demoPortals[0]?.hubId ?? 0;
let admin: SandboxAdmin;

test.beforeAll(({ baseURL }) => {
  admin = new SandboxAdmin(readFacts(Number(new URL(baseURL ?? "").port)).adminUrl);
});

test("refused rows are found in the inbox, sent again once the option is there, and the inbox is empty", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/syncs/new", { waitUntil: "networkidle" });
  await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
  await page.getByRole("radio", { name: /^SQL/ }).check();
  await page
    .getByLabel("SQL", { exact: true })
    .fill(
      `select 'retry' || n || '@journey.example' as email, case when n > 2 then 'stargazer' else 'lead' end as seniority from generate_series(1, 5) n order by n`,
    );
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByText("The first 5 rows, 2 columns.")).toBeVisible();
  await page.getByLabel("Portal", { exact: true }).selectOption({ label: `airports.example (${hubId})` });
  await page.getByRole("radio", { name: /^Contacts/ }).check();
  await page.getByRole("button", { name: "Match by these" }).click();
  await page.getByRole("button", { name: /^Suggest \(1\)$/ }).click();
  await page.getByLabel("Name", { exact: true }).fill("Retried staff");
  await page.getByRole("button", { name: "Create sync" }).click();
  await expect(page.getByRole("heading", { name: "Retried staff" })).toBeVisible();
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("5 read = 0 unchanged + 2 created + 0 updated + 3 rejected")).toBeVisible({
    timeout: 60_000,
  });

  const menu = page.getByRole("navigation", { name: "Main" });
  await menu.getByRole("link", { name: /^Rejects/ }).click();
  await page.getByLabel("Rejects of").selectOption({ label: "Retried staff" });
  await expect(page).toHaveURL(/syncId=/);
  const inbox = page.url();
  const cause = page.getByRole("listitem").filter({ hasText: "stargazer is not an option of" });
  await expect(cause.getByRole("heading")).toHaveText(/^3 rows: stargazer is not an option of Seniority$/);
  await cause.getByRole("link", { name: "3 rows" }).first().click();

  await expect(page).toHaveURL(/\/causes\//);
  await page.getByLabel("Match value begins with").fill("RETRY4");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByText("1 row, and no more.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Open row 4" })).toBeVisible();

  await page.getByRole("button", { name: "Add option “stargazer”" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Add option" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("checkbox", { name: "Select row 4" }).check();
  await page.getByRole("button", { name: "Retry 1 selected row" }).click();
  await expect(page.getByText("1 read = 0 unchanged + 1 created + 0 updated + 0 rejected")).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText("This is a retry")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();

  await page.getByRole("link", { name: /^the run of/ }).click();
  await expect(page.getByText("Later runs have taken 1 row; 2 open")).toBeVisible();
  await page.getByRole("button", { name: "Retry all 2 open rows" }).click();
  await expect(page.getByText("2 read = 0 unchanged + 2 created + 0 updated + 0 rejected")).toBeVisible({
    timeout: 60_000,
  });

  await page.goto(inbox);
  await expect(page.getByRole("heading", { name: "No rejected row is open" })).toBeVisible();
  await page.getByRole("link", { name: /^Closed/ }).click();
  await expect(page.getByText("stargazer is not an option of").first()).toBeVisible();
  const records = await admin.readAll(hubId, "0-1");
  const retried = records.filter(({ properties }) => properties.email?.startsWith("retry"));
  expect(retried.map(({ properties }) => properties.seniority).toSorted()).toEqual([
    ...["lead", "lead"],
    ...["stargazer", "stargazer", "stargazer"],
  ]);
});

test("a cause that nobody has to care about is ignored, and counts again when that is undone", async ({ page }) => {
  await signIn(page);
  await page.goto("/rejects");
  const first = page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: "Ignore" }) })
    .first();
  const title = (await first.getByRole("heading").textContent()) ?? "";
  await first.getByRole("button", { name: "Ignore" }).click();
  await expect(page.getByRole("main").getByRole("heading", { name: title, exact: true })).toBeHidden();
  await page.getByRole("link", { name: /^Ignored/ }).click();
  await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
  await expect(page.getByText(/by .+ since/).first()).toBeVisible();
  await page.getByRole("button", { name: "Stop ignoring" }).first().click();
  await expect(page.getByRole("heading", { name: "Nothing is ignored" })).toBeVisible();
});
