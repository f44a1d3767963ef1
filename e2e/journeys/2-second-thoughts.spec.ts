import type { Page } from "@playwright/test";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { findBarriers } from "../support/find-barriers";
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
  await added.getByLabel(/^Kind of value/).selectOption({ label: "Constant" });
  await added.getByLabel(/^Constant of mapping/).fill("Written by the journey");
  await added.getByLabel(/^Property of mapping/).click();
  await page
    .getByPlaceholder(/Search/)
    .last()
    .fill("city");
  await page.getByRole("option", { name: /^City/ }).click();
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText("Everything is saved")).toBeVisible();

  // So few calls that most of the thirty batches still wait for their turn when the cancel comes.
  await admin.setBurst(20);
  await page.getByRole("button", { name: "Run now" }).click();
  await expect(page).toHaveURL(/\/runs\//);
  await expect(page.getByText("Delivering").first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole("button", { name: "Cancel run" }).click();
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

test("a sync is found by a part of its name, and a pause is undone by its notice", async ({ page }) => {
  await signIn(page);
  await page.goto("/", { waitUntil: "networkidle" });
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Find a page, a sync, a run" });
  await field.fill("staff to");
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
  await page.getByRole("checkbox", { name: /Keys without/ }).uncheck();
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

async function openSync(page: Page) {
  await page.goto("/syncs");
  await page.getByRole("link", { name: "Staff to contacts" }).first().click();
  await expect(page.getByRole("heading", { name: "Staff to contacts" })).toBeVisible();
}
