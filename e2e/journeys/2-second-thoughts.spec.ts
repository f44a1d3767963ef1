import type { Locator, Page } from "@playwright/test";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { findBarriers } from "../support/find-barriers";
import { holdBack } from "../support/hold-back";
import { signIn } from "../support/owner";
import { SandboxAdmin } from "../support/sandbox-admin";

// Begins with the sync that the first journey made.
test.describe.configure({ mode: "serial" });

let admin: SandboxAdmin;

test.beforeAll(({ baseURL }) => {
  admin = new SandboxAdmin(readFacts(Number(new URL(baseURL ?? "").port)).adminUrl);
});

test.afterEach(() => admin.setBurst(110));

test("a schedule is paused and resumed, and says when it fires next", async ({ page }) => {
  await signIn(page);
  await openSync(page);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused").first()).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Active").first()).toBeVisible();
});

test("a changed mapping is saved, and a run that is cancelled midway accounts for the rows that it left", async ({
  page,
}) => {
  await signIn(page);
  await openSync(page);
  await page.getByRole("button", { name: "Add property" }).click();
  const added = page.getByRole("listitem", { name: /^Mapping \d+$/ }).last();
  const value = added.getByRole("button", { name: /^Value of mapping/ });
  await value.click();
  await page.getByRole("tab", { name: "Constant" }).click();
  await page.getByLabel(/^Constant of mapping/).fill("x".repeat(65_540));
  await expect(page.getByText("65,540 of the 65,536 characters that HubSpot keeps: 4 too many.")).toBeVisible();
  await page.getByLabel(/^Constant of mapping/).fill("Written by the journey");
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(value).toHaveAccessibleName(/: “Written by the journey” constant$/);
  await chooseProperty(page, added, "City");

  // So few calls that most of the thirty batches still wait for their turn when the cancel comes.
  await admin.setBurst(20);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page.getByRole("dialog", { name: "Save your changes first?" })).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await page.getByRole("button", { name: "Save and run" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.getByText("Delivering").first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Cancel run" }).click();
  await expect(page.getByRole("alertdialog").getByRole("button")).toHaveText(["Keep running", "Cancel the run"]);
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await expect(page.getByText("Cancelled").first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/3,000 read = .* [1-9][\d,]* cancelled/)).toBeVisible({ timeout: 60_000 });
});

test("the next run sends what the cancelled one left, and nothing that it had sent", async ({ page }) => {
  await signIn(page);
  await openSync(page);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.getByText(/3,000 read = [1-9][\d,]* unchanged \+ 0 created \+ [1-9][\d,]* updated/)).toBeVisible({
    timeout: 60_000,
  });
});

test("a value is chosen by keyboard alone, and what is looked at or can't be read changes nothing", async ({
  page,
}) => {
  await signIn(page);
  await openSync(page);
  await page.getByRole("button", { name: "Add property" }).click();
  const added = page.getByRole("listitem", { name: /^Mapping \d+$/ }).last();
  const value = added.getByRole("button", { name: /^Value of mapping/ });
  await value.focus();
  await page.keyboard.type("jo");
  const picker = page.getByRole("dialog", { name: /^Value of mapping/ });
  const search = picker.getByRole("combobox", { name: "Search columns" });
  await expect(search).toHaveValue("jo");
  await expect(picker.getByRole("option")).toHaveText([/^job_titletext/, /^joined_at/]);
  expect(await findBarriers(page)).toEqual([]);
  await search.press("Enter");
  await expect(value).toBeFocused();
  await expect(value).toHaveAccessibleName(/: job_title text$/);

  await page.keyboard.press("Enter");
  await expect(search).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowLeft");
  const template = picker.getByRole("textbox", { name: /^Template of mapping/ });
  await expect(template).toBeVisible();
  await expect(page.getByRole("tab", { name: "Template" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(value).toBeFocused();
  await expect(value).toHaveAccessibleName(/: job_title text$/);

  await value.click();
  await page.getByRole("tab", { name: "Template" }).click();
  await expect(template).toBeFocused();
  await page.keyboard.type("{{ first_nam | nope }}");
  await expect(page.getByText("Line 1, character 4: the query has no column first_nam.")).toBeVisible();
  await expect(page.getByText("Line 1, character 16: there is no filter nope.")).toBeVisible();
  await template.press("ControlOrMeta+a");
  await page.keyboard.type("{{ first_name }} {{ last_n");
  await expect(picker.getByRole("option", { name: /^last_name/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(picker.getByRole("option")).toHaveCount(0);
  await page.keyboard.type("ame }}");
  await expect(page.getByRole("list", { name: "On the preview’s first rows" }).getByRole("listitem")).toHaveCount(3);
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(value).toBeFocused();
  await expect(value).toHaveAccessibleName(/: \{\{ first_name \}\} \{\{ last_name \}\} template$/);
  await chooseProperty(page, added, "Company Name");
  await expect(added.getByText("20 of 20 preview rows fit")).toBeVisible();

  const asYaml = page.getByRole("button", { name: "Edit as YAML" });
  await asYaml.click();
  const yaml = page.getByRole("textbox", { name: "Mapping as YAML" });
  await yaml.press("ControlOrMeta+End");
  await expect(yaml).toContainText("{{ first_name }} {{ last_name }}");
  await page.keyboard.type("more: 1");
  await expect(page.getByText(/^Line \d+: more is nothing that a mapping has\.$/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Apply" })).toBeDisabled();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(asYaml).toBeFocused();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();
});

test("what was taken away comes back, and the focus goes along with what is done", async ({ page }) => {
  await signIn(page);
  await openSync(page);
  const removers = page.getByRole("button", { name: /^Remove / });
  const names = () => removers.evaluateAll((buttons) => buttons.map((button) => button.getAttribute("aria-label")));
  const before = await names();
  await removers.nth(1).click();
  await expect(page.getByText("Unsaved changes, kept in this browser.")).toBeVisible();
  await expect(removers.nth(1)).toBeFocused();
  expect(await names()).toEqual(before.toSpliced(1, 1));
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  expect(await names()).toEqual(before);

  // The notice outlives its page: it takes back on the one that is there by then.
  await removers.nth(1).click();
  await page.getByRole("link", { name: "Runs" }).first().click();
  await expect(page).toHaveURL(/\/runs$/);
  await page.goBack();
  await expect(page.getByText("Your unsaved changes are back")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  expect(await names()).toEqual(before);

  await page.getByRole("button", { name: "Add property" }).click();
  const added = page.getByRole("listitem", { name: `Mapping ${before.length + 1}`, exact: true });
  await expect(added.getByRole("button", { name: /^Value of mapping/ })).toBeFocused();
  await page.getByLabel("Name", { exact: true }).fill("n".repeat(121));
  await expect(page.getByText("The name must have at most 120 characters; it has 121.")).toBeVisible();
  await expect(page.getByText("Your unsaved changes are back")).toBeHidden();
  await page.getByRole("button", { name: "Run now" }).click();
  await page.getByRole("button", { name: "Save and run" }).click();
  const missing = page.getByRole("alert").getByRole("button", { name: "Choose a property." });
  await expect(missing).toBeFocused();
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(added.getByRole("button", { name: /^Property of mapping/ })).toBeFocused();
  await page
    .getByRole("alert")
    .getByRole("button", { name: /^The name must have/ })
    .click();
  await expect(page.getByLabel("Name", { exact: true })).toBeFocused();
  await page.getByRole("button", { name: "Discard changes" }).click();
  await expect(page.getByText("Everything is saved.")).toBeFocused();
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("n".repeat(121));
  await expect(removers).toHaveCount(before.length + 1);
});

test("of two who edit one sync the second is told before anything is lost, and chooses", async ({
  page,
  browser,
  baseURL,
}) => {
  await signIn(page);
  await openSync(page);
  const context = await browser.newContext({ ...(baseURL ? { baseURL } : {}) });
  const colleague = await context.newPage();
  await signIn(colleague);
  await openSync(colleague);
  const limit = (by: Page) => by.getByLabel("New records", { exact: true });
  const nameOf = (by: Page) => by.getByLabel("Name", { exact: true });
  await colleague.getByText(/^Wait for a person when a run is unusual/).click();
  await limit(colleague).fill("5000");
  await colleague.getByRole("button", { name: "Save changes" }).click();
  await expect(colleague.getByText("Everything is saved.")).toBeVisible();

  await nameOf(page).fill("Staff of mine");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(/ saved version \d+ of the sync Staff to contacts at /)).toBeVisible();
  await expect(page.getByText(/^Version \d+ has been saved meanwhile$/)).toBeVisible();
  await expect(nameOf(page)).toHaveValue("Staff of mine");
  expect(await findBarriers(page)).toEqual([]);
  await expect(
    page.getByRole("button", { name: / saved version \d+ of the sync Staff to contacts at / }),
  ).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^Load version \d+$/ })).toBeFocused();
  await page.getByRole("button", { name: /^Load version \d+$/ }).click();
  await expect(nameOf(page)).toHaveValue("Staff to contacts");
  await page.getByText(/^Wait for a person when a run is unusual/).click();
  await expect(limit(page)).toHaveValue("5000");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(nameOf(page)).toHaveValue("Staff of mine");
  await expect(limit(page)).toHaveValue("");
  await page.getByRole("button", { name: "Save mine over it" }).click();
  await expect(page.getByText("Everything is saved.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Staff of mine" })).toBeVisible();

  // A browser says this of itself when its tab is looked at again; until then the page asks every quarter of a minute.
  await colleague.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await colleague.getByRole("button", { name: /^Load version \d+$/ }).click({ timeout: 30_000 });
  await expect(nameOf(colleague)).toHaveValue("Staff of mine");
  await nameOf(colleague).fill("Staff to contacts");
  await colleague.getByRole("button", { name: "Save changes" }).click();
  await expect(colleague.getByText("Everything is saved.")).toBeVisible();
  await context.close();
});

test("a sync is found by a part of its name, and a pause is undone by its notice", async ({ page }) => {
  await signIn(page);
  // A page that has read no syncs yet.
  await page.goto("/settings", { waitUntil: "networkidle" });
  const answerSyncs = await holdBack(page, "**/api/v1/syncs");
  const answerSources = await holdBack(page, "**/api/v1/sources");
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Find a page, a sync, a run" });
  await field.fill("staff to");
  // Its runs have its name as well: nothing is chosen before the syncs are there.
  await expect(page.getByText("Reading syncs and runs")).toBeVisible();
  await field.press("Enter");
  await expect(field).toBeVisible();
  answerSyncs();
  await expect(page.getByRole("option", { name: /^Staff to contacts/, selected: true }).first()).toBeVisible();
  // The sources are waited for by nobody who looks for a sync.
  await expect(page.getByText("Reading sources and portals")).toBeVisible();
  answerSources();
  await expect(page.getByText("Reading sources and portals")).toHaveCount(0);
  await expect(page.getByRole("option", { name: "Look up the record “staff to”" })).toBeVisible();
  await expect(page.getByRole("option", { name: /^Staff to contacts/, selected: true }).first()).toBeVisible();
  expect(await findBarriers(page)).toEqual([]);
  await field.press("Enter");
  await expect(page.getByRole("heading", { name: "Staff to contacts" })).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Active").first()).toBeVisible();

  // Two keys, which a field that is being written in keeps to itself.
  await page.getByLabel("Name", { exact: true }).press("g");
  await page.getByRole("heading", { name: "Staff to contacts" }).click();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.getByRole("checkbox", { name: /Use the shortcuts without/ }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

async function chooseProperty(page: Page, mapping: Locator, label: string) {
  await mapping.getByRole("button", { name: /^Property of mapping/ }).click();
  await page.getByRole("combobox", { name: "Search properties" }).fill(label);
  await page.getByRole("option", { name: new RegExp(`^${label}`) }).click();
}

async function openSync(page: Page) {
  await page.goto("/syncs");
  await page.getByRole("link", { name: "Staff to contacts" }).first().click();
  await expect(page.getByRole("heading", { name: "Staff to contacts" })).toBeVisible();
}
