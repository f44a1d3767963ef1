import { expect, type Page } from "@playwright/test";

/** The person who sets up the instance in the first journey, and whom the others sign in as. */
export const owner = { name: "Ada O'Brien", email: "ada@example.com", password: "three random words" };

type Cookies = Awaited<ReturnType<ReturnType<Page["context"]>["cookies"]>>;
let session: Cookies | null = null;

/** Leads to the overview: the first time by the form, later with the session that the form gave. */
export async function signIn(page: Page): Promise<void> {
  if (session) {
    await page.context().addCookies(session);
    await page.goto("/");
  } else {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill(owner.email);
    await page.getByLabel("Password").fill(owner.password);
    await page.getByRole("button", { name: "Sign in" }).click();
  }
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  session ??= await page.context().cookies();
}
