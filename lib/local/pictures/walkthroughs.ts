import type { Page } from "@playwright/test";
import { launchBrowser, type Person } from "./open-signed-in";
import { Walk } from "./walk";

export interface TakeWalks {
  readonly appUrl: string;
  /** The browser's program. */
  readonly browser: string;
  /** Where the pictures go, as PNG. */
  readonly folder: string;
  readonly person: Person;
  /** The database that the rows are in. */
  readonly warehouseUrl: string;
}

/** Does what docs/walkthroughs.md describes on an instance that nobody has set up, and says how many clicks each took. */
export async function takeWalks({ appUrl, browser: program, folder, person, warehouseUrl }: TakeWalks) {
  const browser = await launchBrowser(program);
  try {
    const page = await browser.newPage({ baseURL: appUrl, viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    await setUp(page, person);
    const clicks: Record<string, number> = {};
    for (const [name, walk] of Object.entries(walks)) {
      const walked = new Walk(page, name, folder);
      await walk(walked, { warehouseUrl });
      clicks[name] = walked.clicks;
    }
    return clicks;
  } finally {
    await browser.close();
  }
}

const walks: Readonly<Record<string, (walk: Walk, given: { warehouseUrl: string }) => Promise<void>>> = {
  connect,
  "first-sync": makeFirstSync,
  "why-refused": findWhy,
  "change-safely": changeSafely,
  "at-seven": scheduleAtSeven,
};

/** Until its keys work: they do when its scripts have run. */
async function goHome(page: Page): Promise<void> {
  await page.goto("/", { waitUntil: "networkidle" });
}

async function setUp(page: Page, { email, password }: Person): Promise<void> {
  await page.goto("/set-up");
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Workspace").fill("Airports");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: /set up|create/i }).click();
  await page.getByRole("heading", { name: "Overview" }).waitFor();
}

async function connect(walk: Walk, { warehouseUrl }: { warehouseUrl: string }): Promise<void> {
  const { page } = walk;
  await walk.picture();
  await walk.click(page.getByRole("link", { name: "Connect", exact: true }));
  await walk.click(page.getByRole("button", { name: "Connect HubSpot" }));
  await walk.click(page.getByRole("radio", { name: /airports\.example/ }));
  await walk.click(page.getByRole("button", { name: "Choose account" }));
  await walk.click(page.getByRole("button", { name: "Connect app" }));
  await page.getByText("airports.example").first().waitFor();
  await walk.picture();
  await walk.click(page.getByRole("link", { name: /Add (a )?source/ }).first());
  await walk.type(page.getByLabel("Name", { exact: true }), "Warehouse");
  await walk.type(page.getByLabel("Connection URL"), `${warehouseUrl}?sslmode=disable`);
  await walk.click(page.getByRole("button", { name: "Test connection" }));
  await page.getByText(/3 tables/).waitFor();
  await walk.picture();
  await walk.click(page.getByRole("button", { name: "Add source" }));
  await page.waitForURL(/\/connections$/);
}

async function makeFirstSync(walk: Walk): Promise<void> {
  const { page } = walk;
  await goHome(page);
  await walk.click(page.getByRole("main").getByRole("link", { name: "New sync" }));
  await walk.click(page.getByLabel("Table", { exact: true }));
  await walk.type(page.getByPlaceholder(/Search/).last(), "people");
  await walk.press("Enter");
  await page.getByText("The first 20 rows, 17 columns.").waitFor();
  await walk.picture();
  await walk.click(page.getByText("Contacts", { exact: true }).first());
  await walk.click(page.getByRole("button", { name: "Match by these" }));
  await walk.click(page.getByRole("button", { name: /^Suggest \(\d+\)$/ }));
  await walk.picture();
  await walk.type(page.getByLabel("Name", { exact: true }), "Staff to contacts");
  await walk.click(page.getByRole("button", { name: "Create sync" }));
  await walk.click(page.getByRole("button", { name: "Run now" }));
  await page.getByText("Completed with rejects").first().waitFor();
  await walk.picture();
}

async function findWhy(walk: Walk): Promise<void> {
  const { page } = walk;
  const example = page.getByText(/@.*example/).first();
  const address = /\S+@\S+/.exec(await example.innerText())?.[0] ?? "";
  await goHome(page);
  await walk.press("Control+k");
  await walk.type(page.getByRole("combobox"), address);
  await page.getByRole("option", { name: /^Look up the record/ }).waitFor();
  await walk.picture();
  await walk.press("Enter");
  await page.getByRole("search").waitFor();
  await page.getByRole("main").getByText("Rejected").first().waitFor();
  await walk.picture();
}

async function changeSafely(walk: Walk): Promise<void> {
  const { page } = walk;
  await goHome(page);
  await walk.press("Control+k");
  await walk.type(page.getByRole("combobox"), "Staff");
  await walk.press("Enter");
  await page.getByRole("heading", { name: "Staff to contacts" }).waitFor();
  await walk.choose(page.getByLabel("When phone is empty"), "Empty: clear");
  await walk.picture();
  await walk.click(page.getByRole("button", { name: /^Compare \d+ rows/ }));
  await page.getByRole("button", { name: "Compare again" }).waitFor();
  await page.getByRole("region", { name: "A few rows, side by side" }).scrollIntoViewIfNeeded();
  await walk.picture();
  await walk.click(page.getByRole("button", { name: "Save changes" }));
  await page.getByText("Everything is saved").waitFor();
}

async function scheduleAtSeven(walk: Walk): Promise<void> {
  const { page } = walk;
  await goHome(page);
  await walk.press("Control+k");
  await walk.type(page.getByRole("combobox"), "Staff");
  await walk.press("Enter");
  await walk.click(page.getByText("At set times"));
  await walk.click(page.getByRole("button", { name: "Time zone", exact: true }));
  await walk.type(page.getByPlaceholder("Search time zones"), "sao paulo");
  await walk.press("Enter");
  await walk.picture();
  await walk.click(page.getByRole("button", { name: "Save changes" }));
  await page.getByText("Everything is saved").waitFor();
}
