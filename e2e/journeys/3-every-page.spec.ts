import { listPages } from "@/lib/local/pictures/list-pages";
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

    test("every page shows itself without a complaint, without a barrier and without scrolling sideways", async ({
      page,
    }) => {
      await signIn(page);
      const shown = await listPages(page);
      for (const kind of ["sync", "source", "run", "cause"]) expect(shown.map(({ name }) => name)).toContain(kind);
      const barriers: string[] = [];
      for (const { path } of shown) {
        await page.goto(path, { waitUntil: "networkidle" });
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([path, overflow <= 0]).toEqual([path, true]);
        barriers.push(...(await findBarriers(page)).map((barrier) => `${path} ${barrier}`));
      }
      expect(barriers).toEqual([]);
    });
  });
}
