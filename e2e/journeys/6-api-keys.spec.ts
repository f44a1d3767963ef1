import { expect, test } from "../support/console-errors";
import { signIn } from "../support/owner";

test("a key is made, seen once, used, and revoked", async ({ page, baseURL }) => {
  const ask = async (key: string) =>
    (await fetch(`${baseURL}/api/v1/syncs`, { headers: { authorization: `Bearer ${key}` } })).status;

  await signIn(page);
  await page.getByRole("link", { name: "Settings" }).click();
  await expect(page.getByText("No API key yet")).toBeVisible();
  await page.getByRole("button", { name: "Make a key" }).click();
  await page.getByRole("button", { name: "Make key" }).click();
  await expect(page.getByLabel("Name")).toHaveAccessibleDescription(/Name the key for what will use it/);
  await page.getByLabel("Name").fill("Airflow");
  await page.getByRole("radio", { name: /^Viewer/ }).check();
  await page.getByRole("button", { name: "Make key" }).click();

  const key = await page.getByRole("textbox", { name: "API key" }).inputValue();
  expect(key).toMatch(/^slk_/);
  await expect(page.getByText("This is the only time that it is shown")).toBeVisible();
  await page.getByRole("button", { name: "I have copied it" }).click();
  const row = page.getByRole("row", { name: /Airflow/ });
  await expect(row).toContainText("viewer");
  await expect(row).toContainText("never");
  await expect(page.getByText(key)).toHaveCount(0);

  expect(await ask(key)).toBe(200);
  await page.reload();
  await expect(row).toContainText("just now");

  await page.getByRole("button", { name: "Revoke Airflow" }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await expect(page.getByText("No API key yet")).toBeVisible();
  expect(await ask(key)).toBe(401);
});
