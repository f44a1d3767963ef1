import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";

/** Somebody who may sign in. */
export interface Person {
  readonly email: string;
  readonly password: string;
}

/** A browser without a window, which its caller closes. */
export async function launchBrowser(program: string): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    args: ["--disable-gpu", "--disable-dev-shm-usage", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}

/** A page at the overview, in a context of its own, signed in as a person is: by the form. */
export async function openSignedIn(
  browser: Browser,
  appUrl: string,
  person: Person,
  look: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ baseURL: appUrl, reducedMotion: "reduce", ...look });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
  return page;
}
