import { expect, test } from "../support/console-errors";
import { findBarriers } from "../support/find-barriers";
import { signIn } from "../support/owner";

const looks = [
  { name: "light and wide", colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { name: "dark and narrow", colorScheme: "dark", viewport: { width: 375, height: 812 } },
] as const;

for (const { name, colorScheme, viewport } of looks) {
  test.describe(name, () => {
    test.use({ colorScheme, viewport });

    test("every page shows itself without a complaint, without a barrier and without scrolling sideways", async ({ page }) => {
      await signIn(page);
      const paths = [
        "/",
        "/syncs",
        "/syncs/new",
        "/runs",
        "/connections",
        "/connections/sources/new",
        "/settings",
        "/docs",
        "/docs/errors",
      ];
      for (const list of ["/syncs", "/runs", "/connections"]) {
        await page.goto(list, { waitUntil: "networkidle" });
        const links = page.locator(`main a[href^="${list}/"]:not([href$="/new"])`);
        const href = await links.first().getAttribute("href");
        if (href) paths.push(href);
      }
      expect(paths.length).toBe(12);
      for (const path of paths) {
        await page.goto(path, { waitUntil: "networkidle" });
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([path, overflow <= 0]).toEqual([path, true]);
        expect([path, await findBarriers(page)]).toEqual([path, []]);
      }
    });
  });
}
