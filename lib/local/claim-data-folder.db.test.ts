import { expect, test } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import { claimDataFolder } from "./claim-data-folder";

const url = await testDatabase();

test("one command at a time works with a data folder, and the next one does when it has gone", async () => {
  const first = await claimDataFolder(url, "/some/folder");
  await expect(claimDataFolder(url, "/some/folder")).rejects.toMatchObject({
    name: "CommandError",
    message: expect.stringContaining("/some/folder already"),
  });
  await first.end();
  const second = await claimDataFolder(url, "/some/folder");
  await second.end();
});
