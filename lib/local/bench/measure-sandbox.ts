import { paths } from "@/lib/hubspot/paths";
import { demoPortals } from "../sandbox-seed";
import { CommandError, step } from "../say";
import { CONTACTS } from "./bench";
import type { Figure } from "./figures";
import { readPeakMemory } from "./machine";
import { SandboxDoor } from "./sandbox-door";
import { type SandboxProcess, startSandbox } from "./start-sandbox";
import { time } from "./time";

const RECORDS = 1_000_000;
// The admin door answers when all of it is done, and its caller doesn't wait for ever.
const GENERATED_AT_ONCE = 50_000;
const BATCH_ROWS = 100;
const BATCHES = 500;
const BURST = 1_000_000;

/** The sandbox alone, so that one knows that it isn't what another measure waits for: a million contacts, and batches. */
export async function measureSandbox(): Promise<Figure[]> {
  const sandbox = await startSandbox({ latencyMs: 0, burst: BURST });
  try {
    const { seconds } = await step("Filling the sandbox", () => time(() => fill(sandbox)));
    const memory = readPeakMemory(sandbox.pid);
    // Until the code is warm.
    await upsertAll(sandbox, "Dispatcher", (row) => row);
    const updated = await step("Updating", () => upsertAll(sandbox, "Planner", (row) => row));
    const created = await step("Creating", () => upsertAll(sandbox, "Planner", (row) => RECORDS + row));
    return [
      {
        measured: "sandbox: contacts made through its admin door",
        rows: RECORDS,
        seconds,
        remark: memory === null ? "" : `${memory} MB of memory at the most`,
      },
      toFigure("updates", updated),
      toFigure("creates", created),
    ];
  } finally {
    sandbox.stop();
  }
}

function toFigure(what: string, milliseconds: readonly number[]): Figure {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  return {
    measured: `sandbox: batch upserts of ${BATCH_ROWS}, ${what}, one after another`,
    rows: BATCHES * BATCH_ROWS,
    seconds: milliseconds.reduce((sum, one) => sum + one, 0) / 1000,
    remark: `half of them within ${at(0.5)} ms, 95 % within ${at(0.95)} ms`,
  };
}

async function fill({ adminUrl }: SandboxProcess): Promise<void> {
  const door = new SandboxDoor(adminUrl);
  for (let from = 0; from < RECORDS; from += GENERATED_AT_ONCE) {
    await door.ask("POST", "/generate", {
      portal: demoPortals[0]?.hubId,
      objectType: CONTACTS,
      count: GENERATED_AT_ONCE,
      from,
      pattern: { email: email("{n}"), firstname: "First {n}", lastname: "Last {n}" },
    });
  }
}

/** What each batch took, in milliseconds, with the reading of its answer. Its rows lie all over the table. */
async function upsertAll(sandbox: SandboxProcess, jobtitle: string, place: (row: number) => number): Promise<number[]> {
  const stride = RECORDS / (BATCHES * BATCH_ROWS);
  const took: number[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const inputs = Array.from({ length: BATCH_ROWS }, (_, index) => {
      const row = place((batch + index * BATCHES) * stride);
      return { id: email(row), idProperty: "email", properties: { jobtitle, phone: `+49 30 ${row}` } };
    });
    const { seconds } = await time(() => upsert(sandbox, inputs));
    took.push(seconds * 1000);
  }
  return took;
}

async function upsert({ apiUrl }: SandboxProcess, inputs: readonly unknown[]): Promise<void> {
  const answer = await fetch(apiUrl + paths.batchUpsert(CONTACTS), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${demoPortals[0]?.tokens?.[0]?.token}` },
    body: JSON.stringify({ inputs }),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new CommandError(`The sandbox answered ${answer.status}: ${text.slice(0, 500)}`);
}

const email = (row: number | string) => `person-${row}@sandbox.example`;
