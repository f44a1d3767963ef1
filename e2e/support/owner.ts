import { expect, type Page } from "@playwright/test";

/** The person who sets up the instance in the first journey, and whom the others sign in as. */
export const owner = { name: "Ada O'Brien", email: "ada@example.com", password: "three random words" };

export async function signIn(page: Page): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password").fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
}
