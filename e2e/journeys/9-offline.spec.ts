import type { Page } from "@playwright/test";
import { expect, test } from "../support/console-errors";
import { holdBack } from "../support/hold-back";
import { signIn } from "../support/owner";

const isOfLostNetwork = (complaint: string) => complaint.includes("net::ERR_INTERNET_DISCONNECTED");

/** Takes away what the browser itself writes about each call that it couldn't make. */
function forgive(complaints: string[]) {
  const others = complaints.filter((complaint) => !isOfLostNetwork(complaint));
  complaints.splice(0, complaints.length, ...others);
}

/** Opens a page whose clock a test moves on. */
async function openStill(page: Page, path: string): Promise<void> {
  await page.clock.install();
  await signIn(page);
  await page.goto(path, { waitUntil: "networkidle" });
}

const notice = (page: Page) => page.getByRole("status").filter({ hasText: "You are offline." });

test("a browser that goes offline says so, moves nothing, keeps the page, and reads again once it is back", async ({
  page,
  context,
  complaints,
}) => {
  await openStill(page, "/syncs");
  const table = page.getByRole("table");
  const place = await table.boundingBox();

  await context.setOffline(true);
  await expect(notice(page)).toContainText("What you see is as it was last read.");
  expect(await table.boundingBox()).toEqual(place);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  await expect(notice(page)).toContainText("try again once you are back");
  await expect(page).toHaveURL(/\/syncs$/);
  await expect(table).toBeVisible();

  // Long enough for what is shown to be old.
  await page.clock.runFor(12_000);
  const readAgain = page.waitForResponse((response) => response.url().endsWith("/api/v1/syncs") && response.ok());
  await context.setOffline(false);
  await expect(notice(page)).toHaveCount(0);
  await readAgain;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Runs" }).click();
  await expect(page).toHaveURL(/\/runs$/);
  forgive(complaints);
});

test("a list that failed offline isn't called out of date while it is read again", async ({
  page,
  context,
  complaints,
}) => {
  await openStill(page, "/runs");
  const failed = page.waitForEvent("requestfailed", (request) => request.url().includes("/api/v1/runs?"));
  await context.setOffline(true);
  await expect(notice(page)).toBeVisible();
  await page.clock.runFor(16_000);
  await failed;

  const answer = await holdBack(page, "**/api/v1/runs?**");
  const asked = page.waitForRequest((request) => request.url().includes("/api/v1/runs?"));
  await context.setOffline(false);
  await asked;
  await expect(notice(page)).toHaveCount(0);
  await expect(page.getByText("may be out of date")).toHaveCount(0);
  const isRead = page.waitForResponse((response) => response.url().includes("/api/v1/runs?") && response.ok());
  answer();
  await isRead;
  forgive(complaints);
});

test("a search of the docs keeps the page offline", async ({ page, context, complaints }) => {
  await signIn(page);
  await page.goto("/docs", { waitUntil: "networkidle" });
  await context.setOffline(true);
  await page.getByRole("searchbox", { name: "Search the docs" }).fill("bucket policy");
  await page.keyboard.press("Enter");
  await expect(notice(page)).toContainText("try again once you are back");
  await expect(page).toHaveURL(/\/docs$/);
  await context.setOffline(false);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/q=bucket/);
  forgive(complaints);
});

test("what is pressed offline says why it can't be done, and can be done once the browser is back", async ({
  page,
  context,
  complaints,
}) => {
  await signIn(page);
  await page.goto("/syncs", { waitUntil: "networkidle" });
  await page.getByRole("table").getByRole("link").first().click();
  const compare = page.getByRole("button", { name: "Compare 50 rows" });
  await expect(compare).toBeVisible();

  await context.setOffline(true);
  await compare.click();
  const failed = page.getByRole("heading", { name: "The rows couldn't be compared" });
  await expect(failed).toBeVisible();
  await expect(page.getByText("You are offline. Try again once you are back.")).toBeVisible();

  await context.setOffline(false);
  await page.getByRole("button", { name: "Compare again" }).click();
  await expect(failed).toHaveCount(0);
  forgive(complaints);
});

test("a part of the page that is asked for offline comes once the browser is back", async ({
  page,
  context,
  complaints,
}) => {
  await page.setViewportSize({ width: 375, height: 812 });
  await signIn(page);
  await page.goto("/syncs", { waitUntil: "networkidle" });
  await context.setOffline(true);
  await page.getByRole("button", { name: "Open the menu" }).click();
  await expect(notice(page)).toContainText("try again once you are back");
  await context.setOffline(false);
  await expect(page.getByRole("dialog").getByRole("link", { name: "Runs" })).toBeVisible();
  forgive(complaints);
});

test("a list that can't be read again says so without moving", async ({ page, complaints }) => {
  await openStill(page, "/runs");
  const table = page.getByRole("table");
  const place = await table.boundingBox();
  const told = page.getByRole("status").filter({ hasText: "This list may be out of date." });
  await page.route("**/api/v1/runs?**", (route) => route.abort("connectionrefused"));
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(told).toBeVisible({ timeout: 500 });
  }).toPass();
  expect(await table.boundingBox()).toEqual(place);
  await page.unroute("**/api/v1/runs?**");
  await expect(async () => {
    await page.clock.runFor(5_000);
    await expect(told).toHaveCount(0, { timeout: 500 });
  }).toPass();
  complaints.splice(
    0,
    complaints.length,
    ...complaints.filter((text) => !text.includes("net::ERR_CONNECTION_REFUSED")),
  );
});
