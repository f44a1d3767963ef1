import { demoPortals } from "@/lib/local/sandbox-seed";
import { expect, test } from "../support/console-errors";
import { findBarriers } from "../support/find-barriers";
import { signIn } from "../support/owner";

// Begins with the portal and the sync of the first journey, which were connected for contacts alone.
test.describe.configure({ mode: "serial" });

const [airports, office] = demoPortals;

test("a portal is connected for the kinds that were chosen, and its card says what it may do", async ({ page }) => {
  await signIn(page);
  await page.goto("/connections");
  await page.getByText("3 scopes will be asked for, and why").click();
  await page.getByRole("checkbox", { name: "Companies" }).check();
  await page.getByRole("checkbox", { name: "Deals" }).check();
  await expect(page.getByText("9 scopes will be asked for, and why")).toBeVisible();
  await expect(page.getByText("crm.objects.deals.write", { exact: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Connect HubSpot" }).click();
  await page.getByRole("radio", { name: /small-office\.example/ }).check();
  await page.getByRole("button", { name: "Choose account" }).click();
  await expect(page.getByText("crm.objects.companies.write")).toBeVisible();
  await expect(page.getByText("tickets")).toHaveCount(0);
  await page.getByRole("button", { name: "Connect app" }).click();

  await expect(page.getByText("The portal is connected")).toBeVisible();
  const card = page.getByRole("region", { name: "small-office.example", exact: true });
  await expect(card.getByRole("row", { name: /^Companies Yes Yes Yes 0/ })).toBeVisible();
  await expect(card.getByRole("row", { name: /^Deals Yes Yes Yes 0/ })).toBeVisible();
  await expect(card.getByRole("row", { name: /^Tickets No No No 0/ })).toBeVisible();
});

test("one more kind is asked for later, and the syncs of the portal stay", async ({ page }) => {
  await signIn(page);
  await page.goto("/connections");
  const card = page.getByRole("region", { name: "airports.example", exact: true });
  await card.getByRole("button", { name: "Ask HubSpot for it: tickets" }).click();
  await expect(page.getByRole("heading", { name: /airports\.example/ })).toBeVisible();
  await page.getByRole("button", { name: "Connect app" }).click();
  await expect(page.getByText("The portal is connected")).toBeVisible();
  await expect(card.getByRole("row", { name: /^Tickets Yes Yes Yes 0/ })).toBeVisible();
  await expect(card.getByRole("row", { name: /^Contacts Yes Yes Yes 1/ })).toBeVisible();
  await page.goto("/syncs");
  await expect(page.getByRole("link", { name: "Staff to contacts" }).first()).toBeVisible();
});

test("an object type that wasn't asked for says so, and is asked for without losing what was filled in", async ({
  page,
}) => {
  await signIn(page);
  await page.goto("/syncs/new", { waitUntil: "networkidle" });
  await page.getByLabel("Source", { exact: true }).selectOption({ index: 1 });
  await page.getByLabel("Table", { exact: true }).click();
  await page.getByRole("option", { name: /accounts/ }).click();
  await page.getByLabel("Portal", { exact: true }).selectOption({ label: `airports.example (${airports?.hubId})` });
  const companies = page.getByRole("radio", { name: /^Companies/ });
  await expect(companies).toBeDisabled();
  await expect(page.getByText(/wasn't granted crm\.objects\.companies\.read/)).toBeVisible();

  const [tab] = await Promise.all([
    page.waitForEvent("popup"),
    page.getByRole("button", { name: "Ask HubSpot for companies, in a new tab" }).click(),
  ]);
  await tab.getByRole("button", { name: "Connect app" }).click();
  await expect(tab.getByText("The portal is connected")).toBeVisible();
  await tab.close();
  // A browser says this of itself when its tab is looked at again; one without a screen shows all tabs at once.
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  await expect(companies).toBeEnabled();
  await expect(page.getByLabel("Table", { exact: true })).toContainText("accounts");

  await companies.check();
  await page.getByRole("button", { name: "Create a unique property" }).click();
  const dialog = page.getByRole("dialog", { name: "Create a unique property" });
  await expect(dialog.getByLabel("Label")).toBeFocused();
  await page.keyboard.type("Ident of the journey");
  await dialog.getByRole("button", { name: "What is a property group?" }).click();
  await expect(page.getByRole("link", { name: /^More in the docs/ })).toHaveAttribute(
    "href",
    "/docs/words#property-group",
  );
  expect(await findBarriers(page)).toEqual([]);
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Create property" }).click();
  await expect(page.getByLabel(/^Unique property/)).toHaveValue("ident_of_the_journey");
  await page.getByLabel("Source column", { exact: true }).selectOption("ident");
  await expect(page.getByText("20 of 20 preview rows have a usable value")).toBeVisible();

  // Whoever leaves asks nobody, and loses nothing.
  await page.getByRole("link", { name: "Runs" }).first().click();
  await expect(page).toHaveURL(/\/runs$/);
  await expect(page.getByText("Your changes to the new sync are kept in this browser")).toBeVisible();
  await page.goBack();
  await expect(page.getByText("Your unsaved changes are back")).toBeVisible();
  await expect(page.getByLabel(/^Unique property/)).toHaveValue("ident_of_the_journey");
  await page.getByRole("button", { name: "Discard them" }).click();
  await expect(page.getByLabel(/^Unique property/)).toHaveValue("");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel(/^Unique property/)).toHaveValue("ident_of_the_journey");
  await page.reload();
  await expect(page.getByText("Your unsaved changes are back")).toBeVisible();
});

test("a wrong token is refused in words, and so is one of another account", async ({ page }) => {
  await signIn(page);
  await page.goto("/connections");
  await page.getByText("Paste a token instead").click();
  await page.getByLabel("Token", { exact: true }).fill("pat-na1-ffffffff-ffff-ffff-ffff-ffffffffffff");
  await page.getByRole("button", { name: "Connect with this token" }).click();
  await expect(page.getByRole("alert").filter({ hasText: /token/ })).toBeVisible();

  await page.getByLabel("Token", { exact: true }).fill(office?.tokens?.[0]?.token ?? "");
  await page.getByRole("button", { name: "Connect with this token" }).click();
  const card = page.getByRole("region", { name: String(office?.domain), exact: true });
  await expect(card.getByText("Pasted token")).toBeVisible();
  await expect(card.getByRole("row", { name: /^Tickets No No No/ })).toBeVisible();

  await card.getByRole("button", { name: "Reconnect" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Token", { exact: true }).fill(airports?.tokens?.[0]?.token ?? "");
  await dialog.getByRole("button", { name: "Connect with this token" }).click();
  await expect(dialog.getByRole("alert")).toContainText(String(airports?.hubId));
});
