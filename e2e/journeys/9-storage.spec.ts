import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "@playwright/test";
import { type S3Server, startS3Server } from "@/lib/local/s3/server";
import { createObjectStore } from "@/lib/storage/object-store";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { signIn } from "../support/owner";
import { strikeClock } from "../support/strike-clock";

// Begins with the sync of the first journey, some of whose rows are refused.
test.describe.configure({ mode: "serial" });

const dir = mkdtempSync(path.join(tmpdir(), "sluice-journey-"));
const keys = { accessKeyId: "JOURNEY", secretAccessKey: "the secret of the journey" };
const place = { region: "eu-central-1", bucket: "acme-rejects", hasPathStyle: true };
let server: S3Server;
let databaseUrl: string;

test.beforeAll(async ({ baseURL }) => {
  databaseUrl = readFacts(Number(new URL(baseURL ?? "").port)).databaseUrl;
  server = await startS3Server({ dir, credentials: [keys] });
  const store = createObjectStore({ endpoint: server.url, ...place, ...keys });
  await store.ensureBucket();
  store.close();
});
test.afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function runSync(page: Page): Promise<void> {
  await page.goto("/syncs");
  await page.getByRole("link", { name: "Staff to contacts" }).first().click();
  await page.getByRole("button", { name: "Run now" }).click();
  await page.waitForURL(/\/runs\/[\w-]+$/);
  await expect(page.getByText("Completed with rejects").first()).toBeVisible({ timeout: 60_000 });
}

test("a bucket is tried before it is saved, and the trial says what is wrong", async ({ page }) => {
  await signIn(page);
  await page.goto("/connections");
  await page.getByRole("link", { name: "Use your own bucket" }).click();
  await page.getByRole("textbox", { name: "Bucket" }).fill(place.bucket);
  await page.getByRole("textbox", { name: "Region" }).fill(place.region);
  await page.getByText("Not Amazon S3").click();
  await page.getByRole("textbox", { name: "Endpoint" }).fill(server.url);
  await page.getByText("Path-style addresses").click();
  await page.getByLabel("Access key id", { exact: true }).fill(keys.accessKeyId);
  await page.getByLabel("Secret access key", { exact: true }).fill("a wrong one");
  await page.getByRole("button", { name: "Test storage" }).click();
  await expect(page.getByText("The secret doesn't belong to the access key: correct it.")).toBeVisible();
  await page.getByLabel("Secret access key", { exact: true }).fill(keys.secretAccessKey);
  await page.getByRole("button", { name: "Test storage" }).click();
  await expect(page.getByText("The file of this test is deleted again.")).toBeVisible();
  await page.getByRole("button", { name: "Use this bucket" }).click();
  const card = page.getByRole("region", { name: place.bucket });
  await expect(card.getByText("Access key JOURNEY")).toBeVisible();
  await card.getByRole("button", { name: "Test", exact: true }).click();
  await expect(card.getByText(/Test passed/)).toBeVisible();
});

test("rejected rows of a run are in the bucket, and are downloaded through the console", async ({ page }) => {
  await signIn(page);
  await runSync(page);
  await expect(page.getByText(/The files of these rows are in acme-rejects\/sluice at 127\.0\.0\.1/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download CSV" }).click(),
  ]);
  expect(await readFile(await download.path(), "utf8")).toContain("sluice_run_id");
});

test("a bucket that is away ends no run: its rows wait, and move when a test passes", async ({ page }) => {
  await signIn(page);
  const port = Number(new URL(server.url).port);
  await server.stop();
  await runSync(page);
  await expect(page.getByText("The rejected rows of this run wait in the instance’s store")).toBeVisible();
  await expect(page.getByText(/ECONNREFUSED\. Nothing answers at the endpoint/)).toBeVisible();
  const address = page.url();
  await page.goto("/connections");
  await expect(page.getByText("Files of 1 run wait in the instance’s store")).toBeVisible();
  server = await startS3Server({ dir, port, credentials: [keys] });
  await page.getByRole("region", { name: place.bucket }).getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText("The file of this test is deleted again.")).toBeVisible();
  await strikeClock(databaseUrl);
  await expect(page.getByText(/wait in the instance’s store/)).toHaveCount(0, { timeout: 90_000 });
  await page.goto(address);
  await expect(page.getByText(/The files of these rows are in acme-rejects/)).toBeVisible();
});

test("how files are written and kept is changed, and the workspace goes back to the instance's store", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/connections");
  await page.getByRole("button", { name: "Change how files are written and kept" }).click();
  await page.getByRole("combobox", { name: "Report" }).selectOption("ndjson-gzip");
  await page.getByRole("textbox", { name: /^Keep for, in days/ }).fill("ninety");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Give whole days, from 1 to 3,650, or leave it empty.").first()).toBeVisible();
  await page.getByRole("textbox", { name: /^Keep for, in days/ }).fill("90");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("NDJSON, compressed, kept 90 days.")).toBeVisible();
  await page.getByRole("button", { name: "Stop using it" }).click();
  await page.getByRole("button", { name: "Use the instance’s store" }).click();
  await expect(page.getByRole("link", { name: "Use your own bucket" })).toBeVisible();
  await expect(page.getByText(/Files of 2 earlier runs are still in acme-rejects/)).toBeVisible();
});
