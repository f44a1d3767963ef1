import pg from "pg";
import { expect, test } from "../support/console-errors";
import { readFacts } from "../support/facts";
import { findBarriers } from "../support/find-barriers";
import { signIn } from "../support/owner";
import { runOffers, runStates, seedRunStates } from "../support/run-states";

test("a run says in each state what it is, why, where its rows are and what can be done", async ({ page, baseURL }) => {
  const { databaseUrl } = readFacts(Number(new URL(baseURL ?? "").port));
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { ids, syncIds } = await seedRunStates(client);
  try {
    await signIn(page);
    await page.goto("/runs");
    const barriers = await findBarriers(page);
    for (const [index, { word }] of runStates.entries()) {
      const row = page.getByRole("row").filter({ has: page.locator(`a[href="/runs/${ids[index]}"]`) });
      await expect(row.getByText(word, { exact: true })).toBeVisible();
    }
    for (const [index, { status, word, says, flow, offers }] of runStates.entries()) {
      await page.goto(`/runs/${ids[index]}`);
      const main = page.getByRole("main");
      await expect(main.getByText(word, { exact: true }).first()).toBeVisible();
      for (const words of says) await expect(main.getByText(words).first()).toBeVisible();
      const ledger = page.getByRole("region", { name: "Ledger" });
      for (const count of flow) await expect(ledger).toContainText(new RegExp(count.replace(/ (?=\d)/, "\\s*")));
      const offered: string[] = [];
      for (const offer of runOffers) {
        if (await main.getByRole("button", { name: offer, exact: true }).isVisible()) offered.push(offer);
      }
      expect([status, offered]).toEqual([status, offers]);
      barriers.push(...(await findBarriers(page)).map((barrier) => `${status} ${barrier}`));
    }
    expect(barriers).toEqual([]);
  } finally {
    await page.goto("about:blank");
    await client.query('delete from "Run" where "syncId" = any($1::uuid[])', [syncIds]);
    await client.query('delete from "Sync" where id = any($1::uuid[])', [syncIds]);
    await client.end();
  }
});
