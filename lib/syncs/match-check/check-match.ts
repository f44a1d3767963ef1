import { randomUUID } from "node:crypto";
import type { MatchCheck, MatchCheckInput, MatchCheckLine } from "../../api/match-check";
import { type Actor, requireRole } from "../../auth/actor";
import { requireId } from "../../auth/require-id";
import { getUsablePortal } from "../../connections/get-usable-portal";
import { openSourceOf } from "../../connections/open-source-config";
import { readProperties } from "../../connections/read-properties";
import type { MappingContext } from "../../engine/compile-mapping";
import { AppError } from "../../errors";
import { PlanKeys } from "../../runs/plan/plan-keys";
import { requireMapping } from "../../runs/prepare-run";
import { getSync } from "../get-sync";
import { isSameTarget } from "../is-same-target";
import { MatchCount } from "./count-match";
import { findRecords } from "./find-records";

const BATCH_ROWS = 2_000;
const TELL_EVERY_MS = 400;
const MOST_MS = 15 * 60_000;
const MOST_AT_ONCE = 2;
const EXAMPLES = 5;

export interface OpenedMatchCheck {
  readonly fileName: string;
  readonly contentType: string;
  /** Lines of JSON, each a `MatchCheckLine`, as the check goes on. */
  readonly pieces: AsyncGenerator<string>;
}

/**
 * Checks the match over all rows of a query, by the code with which a plan reads their keys, and looks a sample of them
 * up in HubSpot. Nothing is written but to a table that ends with the check. It stops when `signal` says so.
 */
export async function checkMatch(actor: Actor, input: MatchCheckInput, signal: AbortSignal): Promise<OpenedMatchCheck> {
  requireRole(actor, "editor");
  const source = await openSourceOf(actor.workspaceId, requireId(input.sourceId, "source"));
  await getUsablePortal(actor.workspaceId, input.portalId);
  const { properties } = await readProperties(actor, input);
  const accepted = await findAccepted(actor, input);
  const stop = AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]);
  const lines = holdPlace(actor.workspaceId, () =>
    readAll({
      input,
      accepted,
      stop,
      context: {
        properties,
        objectTypeId: input.objectTypeId,
        mode: "update",
        mapping: { match: input.match, fields: [] },
      },
      batches: source.read(input.query, { batchRows: BATCH_ROWS, signal: stop }),
    }),
  );
  return {
    fileName: "match check.ndjson",
    contentType: "application/x-ndjson",
    pieces: write(tellFailure(lines, stop)),
  };
}

/** The sync whose accepted rows count; null where there is none, or it reaches other records. */
async function findAccepted(actor: Actor, { syncId, match, ...target }: MatchCheckInput): Promise<string | null> {
  if (syncId === null) return null;
  const sync = await getSync(actor, { syncId });
  return isSameTarget(sync, { ...target, mapping: { match, fields: [] } }) ? sync.id : null;
}

interface Reading {
  readonly input: MatchCheckInput;
  readonly accepted: string | null;
  readonly stop: AbortSignal;
  readonly context: Omit<MappingContext, "columns">;
  readonly batches: ReturnType<Awaited<ReturnType<typeof openSourceOf>>["read"]>;
}

async function* readAll({ input, accepted, stop, context, batches }: Reading): AsyncGenerator<MatchCheckLine> {
  // A sync that is nobody's has accepted nothing.
  const keys = await PlanKeys.open(accepted ?? randomUUID(), { isLearning: false });
  try {
    let count: MatchCount | null = null;
    let toldAt = Number.NEGATIVE_INFINITY;
    for await (const { columns, rows } of batches) {
      count ??= new MatchCount({ mapping: requireMapping({ ...context, columns }), columns, keys });
      await count.take(rows);
      if (performance.now() - toldAt < TELL_EVERY_MS) continue;
      toldAt = performance.now();
      yield { kind: "reading", rows: count.rows };
    }
    if (count === null) throw new Error("The reading yielded no batch.");
    const values = count.sample.list();
    yield { kind: "looking_up", rows: count.rows, values: values.length };
    const found = await findRecords(input, values, stop);
    yield { kind: "done", check: { ...(await sumUp(count, keys, accepted !== null)), ...found } };
  } finally {
    await keys.close();
  }
}

async function sumUp(
  { rows, blank, invalid, blankRows, invalidRows }: MatchCount,
  keys: PlanKeys,
  hasAccepted: boolean,
): Promise<Omit<MatchCheck, "lookedUp" | "whyNotLookedUp">> {
  const copies = await keys.countCopies(EXAMPLES);
  const { known, missing } = await keys.countKnown();
  const usable = rows - blank - invalid;
  return {
    rows,
    blank,
    invalid,
    usable,
    values: usable - copies.rows + copies.keys,
    repeatedValues: copies.keys,
    repeatedRows: copies.rows,
    blankRows,
    invalidRows,
    repeated: copies.first.map(({ key, ...copied }) => ({ value: key, ...copied })),
    accepted: hasAccepted ? { values: known, vanished: missing } : null,
  };
}

const underWay = new Map<string, number>();

/** So many checks of a workspace at once, since each reads a whole query: whoever asks for more is told to wait. */
async function* holdPlace<T>(workspaceId: string, work: () => AsyncGenerator<T>): AsyncGenerator<T> {
  const others = underWay.get(workspaceId) ?? 0;
  if (others >= MOST_AT_ONCE) {
    throw new AppError("throttled", "Two checks of this workspace are under way. Wait for one to end, or cancel it.");
  }
  underWay.set(workspaceId, others + 1);
  try {
    yield* work();
  } finally {
    const left = (underWay.get(workspaceId) ?? 1) - 1;
    if (left === 0) underWay.delete(workspaceId);
    else underWay.set(workspaceId, left);
  }
}

/** What fails before the first line is thrown; after it, it is the last line. */
async function* tellFailure(lines: AsyncGenerator<MatchCheckLine>, stop: AbortSignal): AsyncGenerator<MatchCheckLine> {
  let hasBegun = false;
  try {
    for await (const line of lines) {
      yield line;
      hasBegun = true;
    }
  } catch (error) {
    const failure = stop.aborted ? explainStop(stop) : error;
    // Whoever has cancelled is gone: nobody is there to be told.
    if (failure === null) return;
    if (!hasBegun || !(failure instanceof AppError)) throw failure;
    const { code, message, place } = failure;
    yield { kind: "failed", code, message, ...(place ? { place } : {}) };
  }
}

function explainStop({ reason }: AbortSignal): AppError | null {
  if (!(reason instanceof DOMException && reason.name === "TimeoutError")) return null;
  const advice = "Narrow the query down, or check all rows by a dry run, which has no such limit.";
  return new AppError("source_timeout", `The check took longer than 15 minutes and was given up. ${advice}`);
}

async function* write(lines: AsyncGenerator<MatchCheckLine>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`;
}
