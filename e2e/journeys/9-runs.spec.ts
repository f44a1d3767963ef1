import { expect, test } from "../support/console-errors";
import { findBarriers } from "../support/find-barriers";
import { signIn } from "../support/owner";

test("runs are filtered by what stands in the address, and each filter is taken back by itself", async ({ page }) => {
  await signIn(page);
  await page.goto("/runs", { waitUntil: "networkidle" });
  await page.getByLabel("Status", { exact: true }).selectOption({ label: "Completed with rejects" });
  await expect(page).toHaveURL(/status=completed_with_rejects/);
  await page.getByRole("checkbox", { name: "With rejects" }).click();
  await expect(page).toHaveURL(/rejects=some/);
  const chips = page.getByRole("list", { name: "Filters that are set" });
  await expect(chips.getByRole("button", { name: /take away$/ })).toHaveCount(2);
  const runs = page.getByRole("table").getByRole("row");
  await expect(runs.getByText("Completed with rejects").first()).toBeVisible();

  await page.getByLabel("Search the error messages").fill("no error has 50% of these words");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "No run fits" })).toBeVisible();
  await page.goBack();
  await expect(runs.getByText("Completed with rejects").first()).toBeVisible();
  await chips.getByRole("button", { name: /^Status/ }).click();
  await expect(chips.getByRole("button", { name: /take away$/ })).toHaveCount(1);
  await chips.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/runs$/);
});

test("a day counts as soon as it is chosen, and stays a step that the browser takes back", async ({ page }) => {
  await signIn(page);
  await page.goto("/runs", { waitUntil: "networkidle" });
  await page.getByLabel("From").fill("2099-01-01");
  await expect(page.getByRole("heading", { name: "No run fits" })).toBeVisible();
  await expect(page).toHaveURL(/from=/);
  await expect(page.getByLabel("From")).toBeFocused();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page.getByLabel("From")).toHaveValue("");
  await page.goBack();
  await expect(page.getByLabel("From")).toHaveValue("2099-01-01");
});

test("an address is read day by day, and what it holds that isn't known is named", async ({ page }) => {
  await signIn(page);
  await page.goto("/runs?from=2099-01-01&status=dead", { waitUntil: "networkidle" });
  await expect(page.getByRole("heading", { name: "No run fits" })).toBeVisible();
  await expect(page.getByText("Not filtered by status “dead”")).toBeVisible();
  await page.goto("/rejects?status=dead", { waitUntil: "networkidle" });
  await expect(page.getByText("Not filtered by status “dead”")).toBeVisible();
  await page.goto("/rejects?status=closed", { waitUntil: "networkidle" });
  await expect(page.getByText("Not filtered by")).toHaveCount(0);
});

test("a sum of the last 24 hours leads to the runs that it is made of", async ({ page }) => {
  await signIn(page);
  await page
    .getByRole("region", { name: "Last 24 hours" })
    .getByRole("link", { name: /^Rejected/ })
    .click();
  await expect(page).toHaveURL("/runs?kind=real&rejects=some&ended=24h");
  const chips = page.getByRole("list", { name: "Filters that are set" });
  await expect(chips.getByText("Ended in the last 24 hours")).toBeVisible();
  await expect(page.getByRole("table").getByText("Completed with rejects").first()).toBeVisible();
  await page.getByLabel("Ended", { exact: true }).selectOption({ label: "Ended in the last hour" });
  await expect(page).toHaveURL(/ended=1h/);
});

test("a count of created rows leads to them, and a row to all that was written to its record", async ({ page }) => {
  await signIn(page);
  await page.goto("/runs?rejects=some", { waitUntil: "networkidle" });
  await page.locator('main table a[href$="/written?outcome=created"]').last().click();
  await expect(page.getByRole("heading", { name: "Created rows" })).toBeVisible();
  const row = page.getByRole("table").getByRole("row").nth(1);
  await expect(row.getByText("Created")).toBeVisible();
  const asked = row.locator('a[href^="/records#"]');
  const matchValue = (await asked.textContent()) ?? "";
  await asked.click();
  await expect(page).toHaveURL(/\/records#/);
  const writes = page.getByRole("list", { name: "What was written, the latest first" });
  await expect(writes.getByText("Created")).toBeVisible();
  await expect(writes.getByRole("link", { name: /^The run of/ }).last()).toBeVisible();

  await page.getByLabel("E-mail address, match value or record id").fill("nobody@example.org");
  await page.getByRole("button", { name: "Look up" }).click();
  await expect(page.getByRole("heading", { name: "Nothing was written to it" })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel("E-mail address, match value or record id")).toHaveValue(matchValue);
  await expect(writes.getByText("Created")).toBeVisible();
});

test("a run shows its calls, with what was asked and answered and no value of anybody", async ({ page }) => {
  await signIn(page);
  await page.goto("/runs?rejects=some&kind=real", { waitUntil: "networkidle" });
  await page.getByRole("main").getByRole("link", { name: "Completed with rejects" }).last().click();
  await page.getByText("Calls to HubSpot: the last 500").click();
  await page
    .getByRole("table", { name: "Calls to HubSpot" })
    .or(page.getByRole("region", { name: "Calls to HubSpot" }).getByRole("table"))
    .first()
    .getByRole("button")
    .first()
    .click();
  const call = page.getByRole("dialog");
  await expect(call.getByText(/"inputs"/)).toBeVisible();
  await expect(call.getByText(/•••/).first()).toBeVisible();
  expect(await call.textContent()).not.toContain("@");
  expect(await findBarriers(page)).toEqual([]);
});
