import { setTimeout as wait } from "node:timers/promises";
import type { WriteInput } from "@/lib/engine/types";
import { createHubSpotClient } from "@/lib/hubspot/client";
import { createDestination, type Destination } from "@/lib/hubspot/destination";
import { createLimiter, MOST_IN_FLIGHT } from "@/lib/hubspot/limiter";
import { demoPortals } from "../sandbox-seed";
import { SandboxDoor, type UpsertCalls } from "./sandbox-door";
import { startSandbox } from "./start-sandbox";

export interface AdapterCase {
  readonly latencyMs: number;
  readonly seconds: number;
  /** One row in so many breaks a rule of the portal; 0 for none. */
  readonly badRowIn: number;
}

export interface AdapterResult extends UpsertCalls {
  /** Rows that have got their outcome. */
  readonly rows: number;
  readonly rejected: number;
}

const ROWS_A_BATCH = 100;
// The same people again and again, each time with another job: ten minutes would fill the memory with new ones.
const BATCHES = 200;

/** Keeps the adapter busy for some seconds against a sandbox of its own, with HubSpot's limit and no reserve. */
export async function watchAdapter({ latencyMs, seconds, badRowIn }: AdapterCase): Promise<AdapterResult> {
  const sandbox = await startSandbox({ latencyMs });
  try {
    const destination = openDestination(sandbox.apiUrl);
    let isOver = false;
    let next = 0;
    let rows = 0;
    let rejected = 0;
    const work = async () => {
      while (!isOver) {
        next += 1;
        const outcomes = await destination.write(makeBatch(next, badRowIn));
        // What lands after the time is over isn't of this time.
        if (isOver) return;
        rows += outcomes.length;
        rejected += outcomes.filter(({ kind }) => kind === "rejected").length;
      }
    };
    const workers = Promise.all(Array.from({ length: MOST_IN_FLIGHT }, work));
    await Promise.race([wait(seconds * 1000), workers]);
    isOver = true;
    const calls = await new SandboxDoor(sandbox.adminUrl).countUpserts();
    await workers;
    return { ...calls, rows, rejected };
  } finally {
    sandbox.stop();
  }
}

function openDestination(apiBaseUrl: string): Destination {
  const token = demoPortals[0]?.tokens?.[0]?.token ?? "";
  const client = createHubSpotClient({
    apiBaseUrl,
    limiter: createLimiter({ reserveShare: 0 }),
    getAccessToken: async () => token,
    renewAccessToken: async () => token,
  });
  return createDestination({ client, objectTypeId: "0-1", matchProperty: "email", mode: "upsert" });
}

function makeBatch(round: number, badRowIn: number): WriteInput[] {
  const first = (round % BATCHES) * ROWS_A_BATCH;
  return Array.from({ length: ROWS_A_BATCH }, (_, index) => {
    const row = first + index;
    const isBad = badRowIn > 0 && row % badRowIn === 0;
    return {
      trace: String(row),
      matchValue: `person-${row}@adapter.example`,
      payload: {
        firstname: `First ${row}`,
        lastname: `Last ${row % 977}`,
        jobtitle: isBad ? "Head of everything ".repeat(4).trim() : `Dispatcher ${round}`,
        phone: `+49 30 ${1_000_000 + row}`,
      },
    };
  });
}
