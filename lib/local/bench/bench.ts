import type { RunView } from "@/lib/api/runs";
import { untouched } from "@/lib/api/syncs";
import type { Actor } from "@/lib/auth/actor";
import { createSource } from "@/lib/connections/create-source";
import { getMembership } from "@/lib/members/get-membership";
import { setUpInstance } from "@/lib/members/set-up-instance";
import { createSync } from "@/lib/syncs/create-sync";
import { connectSandbox } from "../demo/connect-sandbox";
import { runAndWait } from "../demo/run-and-wait";
import { makeWarehouseReader } from "../demo/warehouse-reader";
import { CommandError } from "../say";
import type { Arguments, MeasureName } from "./arguments";
import type { Figure } from "./figures";
import type { SandboxDoor } from "./sandbox-door";
import { type BenchTable, benchMapping } from "./tables";
import { time } from "./time";

export const CONTACTS = "0-1";

export interface BenchSettings {
  /** The size of the first load. */
  readonly rows: number;
  readonly warehouseUrl: string;
  readonly hubId: number;
  readonly door: SandboxDoor;
  /** Where the app serves, to look at what it takes. */
  readonly appPid: number;
}

/** Whom the console's pages are asked for as. */
export interface Account {
  readonly email: string;
  readonly password: string;
}

/** What a measure works with: a workspace with a source and a portal. */
export interface Bench extends BenchSettings {
  readonly actor: Actor;
  readonly account: Account;
  readonly portalId: string;
  readonly sourceId: string;
  /** A new sync of a table to the portal's contacts, called like the table where it has no other name. */
  createSync(table: string, name?: string): Promise<string>;
  /** A run of a sync until its end, which has to be a good one. */
  run(syncId: string): Promise<RunView>;
}

type Sizes = Pick<Arguments, "rows" | "planRows" | "rejectRows">;

export interface Measure {
  readonly name: MeasureName;
  /** The tables that it needs. */
  tables(sizes: Sizes): readonly BenchTable[];
  take(bench: Bench, sizes: Sizes): Promise<Figure[]>;
}

/** An owner, the source and the portal, made as a person would make them. */
export async function setUpBench(settings: BenchSettings): Promise<Bench> {
  const account = { email: "owner@example.com", name: "Bench", password: crypto.randomUUID(), workspaceName: "Bench" };
  const membership = await getMembership((await setUpInstance(account)).userId);
  if (!membership) throw new CommandError("The account that was just made belongs to no workspace.");
  const { actor } = membership;
  const source = await createSource(actor, await makeWarehouseReader(settings.warehouseUrl, "Bench warehouse"));
  const portal = await connectSandbox(actor, settings.hubId);
  return {
    ...settings,
    actor,
    account,
    portalId: portal.id,
    sourceId: source.id,
    async createSync(table, name = table) {
      const sync = await createSync(actor, {
        name,
        sourceId: source.id,
        portalId: portal.id,
        query: { kind: "table", schema: "crm", table },
        objectTypeId: CONTACTS,
        mode: "upsert",
        ...untouched,
        mapping: { match: benchMapping.match, fields: [...benchMapping.fields] },
        schedule: { kind: "manual" },
        timeZone: "UTC",
      });
      return sync.id;
    },
    async run(syncId) {
      const run = await runAndWait(actor, syncId);
      if (run.status === "completed" || run.status === "completed_with_rejects") return run;
      throw new CommandError(`A run of ${run.syncName} is ${run.status}: ${run.errorMessage}`);
    },
  };
}

/** From the moment that a run was asked for until it had ended. */
export function countRunSeconds({ requestedAt, finishedAt }: RunView): number {
  return (Date.parse(finishedAt ?? "") - Date.parse(requestedAt)) / 1000;
}

export function countStepSeconds(run: RunView, name: RunView["steps"][number]["name"]): number {
  const { startedAt, endedAt } = run.steps.find((step) => step.name === name) ?? {};
  return (Date.parse(endedAt ?? "") - Date.parse(startedAt ?? "")) / 1000;
}

/** The median of what something took when it was done five times, in seconds, and what it came to. */
export async function timeOften<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const rounds: { seconds: number; result: T }[] = [];
  for (let round = 0; round < 5; round += 1) rounds.push(await time(work));
  const [, , median] = rounds.toSorted((one, other) => one.seconds - other.seconds);
  if (!median) throw new CommandError("Five rounds have no third one.");
  return median;
}
