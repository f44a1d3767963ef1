import { z } from "zod";
import type { TestSandbox } from "@/lib/local/hubspot-sandbox/testing/test-sandbox";

const seeded = z.object({ ids: z.array(z.string()) });

/** Seeds records through the admin door, as the portal's people would make them, and returns their ids in order. */
export async function createRecords(
  sandbox: TestSandbox,
  objectType: string,
  all: readonly Readonly<Record<string, string>>[],
): Promise<readonly string[]> {
  const records = all.map((properties) => ({ properties }));
  const { status, body } = await sandbox.admin("POST", "/records", { portal: 4242, objectType, records });
  if (status !== 200) throw new Error(`The sandbox takes no such records: ${JSON.stringify(body)}`);
  return seeded.parse(body).ids;
}
