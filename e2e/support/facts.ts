import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";

const Facts = z.object({ adminUrl: z.string(), apiUrl: z.string(), warehouseUrl: z.string(), databaseUrl: z.string() });

/** Where the served product leaves what the journeys need to know of it. */
export function factsFile(port: number): string {
  return path.join(tmpdir(), `sluice-e2e-${port}.json`);
}

export function readFacts(port: number): z.infer<typeof Facts> {
  return Facts.parse(JSON.parse(readFileSync(factsFile(port), "utf8")));
}
