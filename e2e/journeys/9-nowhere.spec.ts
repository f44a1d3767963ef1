import { expect, test } from "../support/console-errors";
import { signIn } from "../support/owner";

const nowhere = [
  { path: "/docs/nope", heading: "The docs have no such page" },
  { path: "/runs/nope", heading: "No run has this address" },
  { path: "/connections/sources/nope", heading: "No source has this address" },
  { path: "/syncs/nope", heading: "There is nothing at this address" },
];

test("a page that isn't there says what isn't, and so does its tab", async ({ page }) => {
  await signIn(page);
  for (const { path, heading } of nowhere) {
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page).toHaveTitle("Not found · Sluice");
  }
});

test("an address that nobody can decode leads nowhere, like any other that is wrong", async ({ page }) => {
  for (const path of ["/runs/%E0%A4%A", "/syncs/%ff", "/docs/%C0%80", "/runs/%ED%A0%80", "/%"]) {
    const answer = await page.request.get(path);
    expect([path, answer.status()]).toEqual([path, 404]);
    expect(await answer.text()).toContain("There is nothing at this address");
  }
});
