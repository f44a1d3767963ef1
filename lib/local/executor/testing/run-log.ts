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

type Options = Parameters<Inngest["createFunction"]>[0];

/** Creates a function whose runs are kept in the log. */
export type Define = (options: Options, handler: (context: Context) => unknown) => InngestFunction.Any;

export interface RunLog {
  readonly runs: readonly SeenRun[];
  makeDefine(inngest: Inngest): Define;
  /** The functions by which the app hears how its runs ended. */
  makeWatchers(inngest: Inngest): InngestFunction.Any[];
  hearAnswer(runId: string, body: string): void;
}

export function createRunLog(): RunLog {
  const runs: SeenRun[] = [];
  const asked = new Map<string, string[]>();

  function see(id: string, functionId: string, eventIds: readonly string[]): SeenRun {
    const known = runs.find((run) => run.id === id);
    if (known !== undefined) return known;
    const run = { id, functionId, eventIds, beganAt: null, endedAt: null, ending: null, asked: findAsked(id) };
    runs.push(run);
    return run;
  }

  function findAsked(id: string): string[] {
    const known = asked.get(id) ?? [];
    asked.set(id, known);
    return known;
  }

  function end(run: SeenRun, ending: Ending): void {
    run.ending ??= ending;
    run.endedAt ??= Date.now();
  }

  return {
    runs,
    makeDefine: (inngest) => (options, handler) =>
      inngest.createFunction(options, async (context: Context) => {
        const eventIds = context.events.map(({ id }) => id ?? "");
        const run = see(context.runId, `${inngest.id}-${options.id}`, eventIds);
        run.beganAt ??= Date.now();
        const output = await handler(context);
        end(run, { status: "completed", output });
        return output;
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
    hearAnswer(runId, body) {
      if (!body.startsWith("[")) return;
      const operations: { op: string }[] = JSON.parse(body);
      findAsked(runId).push(...operations.map(({ op }) => op));
    },
  };
}
