import type { Inngest } from "inngest";
import { afterAll } from "vitest";
import { testDatabase } from "@/lib/local/testing/database";
import type { Executor, ExecutorOptions } from "../start";
import type { Journal } from "./journal";
import { openRunReader, type RunReader } from "./run-reader";
import { type MakeFunctions, startTestApp, startTestExecutor, type TestApp } from "./test-app";

/** Both ways in which the SDK can be called: a step per request, and as many steps as it gets through. */
export const modes = [
  { mode: "classic", isCheckpointing: false },
  { mode: "checkpointed", isCheckpointing: true },
] as const;

export interface Harness {
  readonly databaseUrl: string;
  readonly app: TestApp;
  readonly executor: Executor;
  readonly inngest: Inngest;
  readonly journal: Journal;
  readonly runs: RunReader;
  /** Sends an event through the SDK and says its id. */
  send(name: string, data?: Record<string, unknown>): Promise<string>;
}

/** An executor and an app with these functions, registered, on a database of their own; all of it ends with the file. */
export async function startHarness(
  makeFunctions: MakeFunctions,
  options: Partial<ExecutorOptions> = {},
): Promise<Harness> {
  const databaseUrl = await testDatabase();
  const app = await startTestApp();
  const executor = await startTestExecutor({ databaseUrl, appUrl: app.url, ...options });
  const inngest = app.serveFunctions(executor.url, makeFunctions);
  await executor.register();
  const runs = openRunReader(databaseUrl);
  afterAll(async () => {
    await executor.stop();
    await app.goDown();
    await runs.close();
  });
  return {
    databaseUrl,
    app,
    executor,
    inngest,
    journal: app.journal,
    runs,
    async send(name, data = {}) {
      const { ids } = await inngest.send({ name, data });
      const [id] = ids;
      if (id === undefined) throw new Error("The event got no id.");
      return id;
    },
  };
}
