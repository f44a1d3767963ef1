import type { Context, Inngest, InngestFunction } from "inngest";

export type Ending =
  | { readonly status: "completed"; readonly output: unknown }
  | { readonly status: "failed" | "cancelled"; readonly error: { readonly name: string; readonly message: string } };

/** A run as the app has seen it: by its own calls, and by the events that tell of its end. */
export interface SeenRun {
  readonly id: string;
  readonly functionId: string;
  readonly eventIds: readonly string[];
  /** Null where the app was never called for it. */
  beganAt: number | null;
  endedAt: number | null;
  ending: Ending | null;
  /** What its answers asked of the server: `Sleep`, `WaitForEvent`, … */
  readonly asked: string[];
}

/** What the app said to a call. */
export interface Answer {
  readonly runId: string;
  readonly status: number;
  readonly body: string;
}

type Options = Parameters<Inngest["createFunction"]>[0];

/** Creates a function whose runs are kept in the log. */
export type Define = (options: Options, handler: (context: Context) => unknown) => InngestFunction.Any;

export interface RunLog {
  readonly runs: readonly SeenRun[];
  makeDefine(inngest: Inngest): Define;
  /** The functions by which the app hears how its runs ended. */
  makeWatchers(inngest: Inngest): InngestFunction.Any[];
  hearAnswer(answer: Answer): void;
}

export function createRunLog(): RunLog {
  const runs: SeenRun[] = [];

  function see(id: string, functionId: string, eventIds: readonly string[]): SeenRun {
    const known = runs.find((run) => run.id === id);
    if (known !== undefined) return known;
    const run = { id, functionId, eventIds, beganAt: null, endedAt: null, ending: null, asked: [] };
    runs.push(run);
    return run;
  }

  function end(run: SeenRun, ending: Ending): void {
    run.ending ??= ending;
    run.endedAt ??= Date.now();
  }

  return {
    runs,
    makeDefine: (inngest) => (options, handler) =>
      inngest.createFunction(options, (context: Context) => {
        const eventIds = context.events.map(({ id }) => id ?? "");
        const run = see(context.runId, `${inngest.id}-${options.id}`, eventIds);
        run.beganAt ??= Date.now();
        return handler(context);
      }),
    makeWatchers(inngest) {
      const watch = (status: "failed" | "cancelled") =>
        inngest.createFunction(
          { id: `watch-${status}`, retries: 0, triggers: [{ event: `inngest/function.${status}` }] },
          ({ event }) => {
            const { run_id: runId, function_id: functionId, error, event: cause, events } = event.data;
            const eventIds = (events ?? [cause]).map(({ id }: { id: string }) => id);
            end(see(runId, functionId, eventIds), { status, error });
          },
        );
      return [watch("failed"), watch("cancelled")];
    },
    hearAnswer({ runId, status, body }) {
      const run = runs.find(({ id }) => id === runId);
      if (run === undefined) return;
      if (status === 200) end(run, { status: "completed", output: JSON.parse(body) });
      if (status !== 206) return;
      const operations: { op: string; data: unknown }[] = JSON.parse(body);
      run.asked.push(...operations.map(({ op }) => op));
      const completion = operations.find(({ op }) => op === "RunComplete");
      if (completion !== undefined) end(run, { status: "completed", output: completion.data });
    },
  };
}
