import path from "node:path";
import type { Actor } from "@/lib/auth/actor";
import { createSource } from "@/lib/connections/create-source";
import { closeDb } from "@/lib/db";
import { getMembership } from "@/lib/members/get-membership";
import { setUpInstance } from "@/lib/members/set-up-instance";
import { createObjectStore } from "@/lib/storage/object-store";
import { SandboxDoor } from "../bench/sandbox-door";
import { createTables } from "../bench/tables";
import { connectSandbox } from "../demo/connect-sandbox";
import { makeWarehouseReader } from "../demo/warehouse-reader";
import { contactsByEmail } from "../faults/targets";
import { makeFaultSync } from "../faults/world";
import { findFreePort } from "../free-port";
import { migrate } from "../migrate";
import { createDatabase } from "../postgres";
import { demoPortals } from "../sandbox-seed";
import { CommandError, step } from "../say";
import { loadSecrets } from "../secrets";
import { startStack } from "../stack";
import { waitForStop } from "../stopping";
import type { VictimName } from "./plan-rounds";
import { BAD_ROW_IN } from "./rows";
import { makeAppVictim, startPostgresVictim, startStandIn, type Victim } from "./victims";

/** Where things are killed: the whole product, what it stands on in processes of their own, and a sync to run. */
export interface ChaosWorld {
  readonly actor: Actor;
  readonly syncId: string;
  readonly hubId: number;
  /** The sandbox's admin door. */
  readonly door: SandboxDoor;
  readonly warehouseUrl: string;
  readonly table: string;
  readonly rows: number;
  readonly victims: Readonly<Record<VictimName, Victim>>;
  /** Rejects when the app can't be kept running, or somebody has stopped the command. */
  readonly gaveUp: Promise<never>;
  stop(): Promise<void>;
}

export interface ChaosOptions {
  /** A folder of its own. */
  readonly dataDir: string;
  readonly rows: number;
  /** PATH and the like; the world brings the rest. */
  readonly variables: Record<string, string>;
  readonly stopping?: AbortSignal;
}

const TABLE = "chaos";
const BUCKET = "sluice";
const hubId = demoPortals[0]?.hubId ?? 0;
/** Long enough that batches are on their way at any moment. */
const latency = { minMs: 100, maxMs: 400, seed: 1 };
// Shorter than in production, so that a round waits for what happens and not for the clock.
const executorTimes = { leaseMs: 2_000, firstBackoffMs: 300 };

/**
 * What goes wrong at HubSpot meanwhile. Nothing that is written and not told: that is sent again by itself, whoever is
 * killed, and `npm run bench -- faults` has it.
 */
const faults = [
  { kind: "status", status: 423, share: 0.001 },
  { kind: "status", status: 429, policy: "SECONDLY", share: 0.0005 },
  { kind: "status", status: 502, share: 0.001 },
  { kind: "reset-before", share: 0.002 },
  { kind: "slow", delayMs: 1_500, share: 0.002 },
  { kind: "results-without-trace-ids", share: 0.01 },
  { kind: "wrong-order", share: 0.01 },
];

/** Starts the product as in production, and sets this process's environment to the app's. */
export async function startChaosWorld({ dataDir, rows, variables, stopping }: ChaosOptions): Promise<ChaosWorld> {
  const stops: (() => Promise<void>)[] = [closeDb];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  try {
    const secrets = loadSecrets(dataDir);
    const postgres = await step("Starting PostgreSQL", () => startPostgresVictim(path.join(dataDir, "postgres")));
    stops.push(() => postgres.server.stop());
    const { url } = postgres.server;
    await migrate({ url });
    const store = await startStore(path.join(dataDir, "s3"), secrets);
    stops.push(() => store.victim.stop());
    const port = await findFreePort();
    const keys = { eventKey: secrets.inngestEventKey, signingKey: secrets.inngestSigningKey };
    const executorPort = await findFreePort();
    const executor = await startStandIn("executor", {
      ...executorTimes,
      ...keys,
      databaseUrl: url,
      appUrl: `http://127.0.0.1:${port}/api/inngest`,
      port: executorPort,
    });
    stops.push(() => executor.stop());
    const stack = await startStack({
      mode: "start",
      dataDir,
      port,
      variables: {
        ...variables,
        ...store.variables,
        LOG_LEVEL: variables.LOG_LEVEL ?? "silent",
        DATABASE_URL: url,
        HUBSPOT_RESERVE_SHARE: "0",
        INNGEST_BASE_URL: `http://127.0.0.1:${executorPort}`,
        INNGEST_EVENT_KEY: keys.eventKey,
        INNGEST_SIGNING_KEY: keys.signingKey,
      },
      hasSandbox: true,
      hasAdminDoor: true,
      mostRestarts: Number.POSITIVE_INFINITY,
      ...(stopping ? { stopping } : {}),
    });
    stops.push(() => stack.stop());
    Object.assign(process.env, stack.env);
    await registerFunctions(port);
    const warehouseUrl = postgres.server.urlOf("warehouse");
    await createDatabase(warehouseUrl);
    const door = new SandboxDoor(stack.sandboxAdminUrl ?? "");
    const { actor, syncId } = await step("Making the table and its sync", () => makeSync(warehouseUrl, door, rows));
    await door.liftLimit();
    await door.ask("POST", "/latency", latency);
    for (const [seed, fault] of faults.entries()) {
      await door.ask("POST", "/faults", { match: { method: "POST", path: "/batch/upsert" }, seed, ...fault });
    }
    const gaveUp = Promise.race([stack.app.gaveUp, ...(stopping ? [untilStopped(stopping)] : [])]);
    // Heard of by whoever waits for a run; between two rounds by nobody.
    gaveUp.catch(() => {});
    return {
      actor,
      syncId,
      hubId,
      door,
      warehouseUrl,
      table: TABLE,
      rows,
      victims: { app: makeAppVictim(stack.app, stack.appUrl), executor, postgres, s3: store.victim },
      gaveUp,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startStore(dir: string, secrets: ReturnType<typeof loadSecrets>) {
  const credentials = { accessKeyId: secrets.s3AccessKeyId, secretAccessKey: secrets.s3SecretAccessKey };
  const port = await findFreePort();
  const victim = await startStandIn("s3", { dir, port, credentials: [credentials] });
  const endpoint = `http://127.0.0.1:${port}`;
  const settings = { endpoint, region: "us-east-1", bucket: BUCKET, hasPathStyle: true, ...credentials };
  const store = createObjectStore(settings);
  await store.ensureBucket();
  store.close();
  const variables = {
    S3_ENDPOINT: endpoint,
    S3_REGION: settings.region,
    S3_BUCKET: BUCKET,
    S3_PATH_STYLE: "true",
    S3_ACCESS_KEY_ID: credentials.accessKeyId,
    S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  return { victim, variables };
}

async function untilStopped(stopping: AbortSignal): Promise<never> {
  await waitForStop(stopping);
  throw new CommandError("Stopped.");
}

async function makeSync(warehouseUrl: string, door: SandboxDoor, rows: number) {
  const account = { email: "owner@example.com", name: "Chaos", password: crypto.randomUUID(), workspaceName: "Chaos" };
  const membership = await getMembership((await setUpInstance(account)).userId);
  if (!membership) throw new CommandError("The account that was just made belongs to no workspace.");
  const { actor } = membership;
  // The schema, which the reader is given.
  await createTables(warehouseUrl, []);
  const source = await createSource(actor, await makeWarehouseReader(warehouseUrl, "Warehouse"));
  const portal = await connectSandbox(actor, hubId);
  const world = {
    actor,
    hubId,
    portalId: portal.id,
    sourceId: source.id,
    warehouseUrl,
    admin: (method: string, path: string, body?: object) => door.ask(method, path, body),
    reconnect: async () => void (await connectSandbox(actor, hubId)),
  };
  const table = { name: TABLE, rows, badRowIn: BAD_ROW_IN };
  return { actor, syncId: await makeFaultSync(world, { table, mode: "upsert", target: contactsByEmail }) };
}

/** Once: the executor keeps them in the database. */
async function registerFunctions(port: number): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/inngest`, { method: "PUT" });
  if (!answer.ok) throw new CommandError(`The app's functions could not be registered: ${await answer.text()}`);
}
