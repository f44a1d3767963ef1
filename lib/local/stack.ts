import path from "node:path";
import { createObjectStore } from "@/lib/storage/object-store";
import { type AppProcess, startApp } from "./app-process";
import { claimDataFolder } from "./claim-data-folder";
import { type Executor, startExecutor } from "./executor/start";
import { isPortFree } from "./free-port";
import { startHubSpotSandbox } from "./hubspot-sandbox/start-hubspot-sandbox";
import { migrate } from "./migrate";
import { type PostgresServer, startPostgres } from "./postgres";
import { startS3Server } from "./s3/server";
import { demoPortals, makeAppSeed } from "./sandbox-seed";
import { CommandError, step } from "./say";
import { loadSecrets, type Secrets } from "./secrets";
import type { ProcessVariables } from "./settings";
import { requireGoingOn } from "./stopping";

export interface StackOptions {
  readonly mode: "dev" | "start";
  readonly dataDir: string;
  readonly host?: string;
  readonly port: number;
  /** What is set already is used as it is; what is missing is started here. */
  readonly variables: Record<string, string>;
  /** A HubSpot that is none, for the demo and for tests. */
  readonly hasSandbox: boolean;
  /** The sandbox's door for tests. */
  readonly hasAdminDoor?: boolean;
  /** For tests: nothing is forced to the disk. */
  readonly isFast?: boolean;
  /** For tests that kill the app: how often in a minute it is started again. */
  readonly mostRestarts?: number;
  /** Ends a start that is still under way. */
  readonly stopping?: AbortSignal;
}

export interface Stack {
  readonly appUrl: string;
  /** The app's whole environment. */
  readonly env: ProcessVariables;
  readonly secrets: Secrets;
  /** The private server, for other databases beside the app's; null when DATABASE_URL was given. */
  readonly postgres: PostgresServer | null;
  readonly sandboxAdminUrl: string | null;
  readonly app: AppProcess;
  /** Ends all that was started here, the last first. */
  stop(): Promise<void>;
}

const BUCKET = "sluice";

export async function requireFreePort(port: number): Promise<void> {
  if (await isPortFree(port)) return;
  throw new CommandError(
    `Port ${port} is taken by another program. Stop that program, or choose another port: PORT=${port + 1} npm run …`,
  );
}

/** Starts the app and whatever of its surroundings is missing, on loopback. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir, port, host = "127.0.0.1", stopping = new AbortController().signal } = options;
  await requireFreePort(port);
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next();
  };
  try {
    const secrets = loadSecrets(dataDir);
    const appUrl = options.variables.NEXTAUTH_URL ?? `http://localhost:${port}`;
    const env: ProcessVariables = {
      ...options.variables,
      NODE_ENV: options.mode === "dev" ? "development" : "production",
      NEXTAUTH_URL: appUrl,
      NEXTAUTH_SECRET: options.variables.NEXTAUTH_SECRET ?? secrets.nextauthSecret,
      ENCRYPTION_KEYS: options.variables.ENCRYPTION_KEYS ?? secrets.encryptionKey,
      NEXT_TELEMETRY_DISABLED: "1",
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    };
    const postgres = await bringDatabase(options, env, stops);
    requireGoingOn(stopping);
    await bringStore(options, env, secrets, stops);
    const sandboxAdminUrl = options.hasSandbox ? await bringSandbox(options, env, secrets, stops) : null;
    const executor = await bringExecutor(options, env, secrets, stops);
    requireGoingOn(stopping);
    const app = await step("Starting the app", () =>
      startApp({
        mode: options.mode,
        host,
        port,
        env,
        stopping,
        onReady: async () => executor?.register(),
        ...(options.mostRestarts === undefined ? {} : { mostRestarts: options.mostRestarts }),
      }),
    );
    stops.push(() => app.stop());
    requireGoingOn(stopping);
    return { appUrl, env, secrets, postgres, sandboxAdminUrl, app, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Stops = (() => Promise<void>)[];
type Env = ProcessVariables;

async function bringDatabase(
  { dataDir, isFast }: StackOptions,
  env: Env,
  stops: Stops,
): Promise<PostgresServer | null> {
  const given = env.DATABASE_URL;
  if (given) {
    await step("Bringing the database up to date", () => migrate({ url: given }));
    return null;
  }
  return step("Starting PostgreSQL", async () => {
    const server = await startPostgres({
      dir: path.join(dataDir, "postgres"),
      database: "sluice",
      ...(isFast ? { isFast } : {}),
    });
    const claim = await claimDataFolder(server.url, dataDir);
    stops.push(async () => {
      await server.stop();
      await claim.end();
    });
    await migrate({ url: server.url });
    env.DATABASE_URL = server.url;
    return server;
  });
}

async function bringStore({ dataDir }: StackOptions, env: Env, secrets: Secrets, stops: Stops): Promise<void> {
  if (env.S3_BUCKET) return;
  await step("Starting the object store", async () => {
    const credentials = { accessKeyId: secrets.s3AccessKeyId, secretAccessKey: secrets.s3SecretAccessKey };
    const server = await startS3Server({ dir: path.join(dataDir, "s3"), credentials: [credentials] });
    stops.push(() => server.stop());
    const store = createObjectStore({
      endpoint: server.url,
      region: "us-east-1",
      bucket: BUCKET,
      hasPathStyle: true,
      ...credentials,
    });
    await store.ensureBucket();
    store.close();
    Object.assign(env, {
      S3_ENDPOINT: server.url,
      S3_REGION: "us-east-1",
      S3_BUCKET: BUCKET,
      S3_PATH_STYLE: "true",
      S3_ACCESS_KEY_ID: credentials.accessKeyId,
      S3_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    });
  });
}

async function bringSandbox(options: StackOptions, env: Env, secrets: Secrets, stops: Stops): Promise<string | null> {
  return step("Starting the HubSpot sandbox", async () => {
    const app = { clientId: secrets.hubspotClientId, clientSecret: secrets.hubspotClientSecret };
    const sandbox = await startHubSpotSandbox({
      dataDir: path.join(options.dataDir, "hubspot-sandbox"),
      adminPort: options.hasAdminDoor ? 0 : null,
      apps: [makeAppSeed({ ...app, redirectUrl: `${env.NEXTAUTH_URL}/api/hubspot/callback` })],
      portals: demoPortals,
    });
    stops.push(() => sandbox.stop());
    Object.assign(env, {
      HUBSPOT_API_BASE_URL: sandbox.apiUrl,
      HUBSPOT_APP_BASE_URL: sandbox.appUrl,
      HUBSPOT_CLIENT_ID: app.clientId,
      HUBSPOT_CLIENT_SECRET: app.clientSecret,
    });
    return sandbox.adminUrl;
  });
}

async function bringExecutor(
  options: StackOptions,
  env: Env,
  secrets: Secrets,
  stops: Stops,
): Promise<Executor | null> {
  if (env.INNGEST_EVENT_KEY) return null;
  return step("Starting the executor", async () => {
    const executor = await startExecutor({
      databaseUrl: env.DATABASE_URL ?? "",
      appUrl: `http://127.0.0.1:${options.port}/api/inngest`,
      eventKey: secrets.inngestEventKey,
      signingKey: secrets.inngestSigningKey,
    });
    stops.push(() => executor.stop());
    Object.assign(env, {
      INNGEST_BASE_URL: executor.url,
      INNGEST_EVENT_KEY: secrets.inngestEventKey,
      INNGEST_SIGNING_KEY: secrets.inngestSigningKey,
    });
    return executor;
  });
}
