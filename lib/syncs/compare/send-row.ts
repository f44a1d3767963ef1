import { isDeepStrictEqual } from "node:util";
import type { SendRowInput, SentRow } from "../../api/row-comparison";
import { type Actor, requireRole } from "../../auth/actor";
import { openPortal } from "../../connections/open-portal";
import { inTransaction } from "../../db";
import type { MappedRow } from "../../engine/map-row";
import type { WriteOutcome } from "../../engine/types";
import { AppError } from "../../errors";
import { WithdrawnCall } from "../../hubspot/client";
import { createDestination } from "../../hubspot/destination";
import { recordCalls } from "../../hubspot/record-calls";
import { recordAuditEvent } from "../../members/record-audit-event";
import { keepState } from "../../runs/deliver/keep-state";
import { explainCause } from "../../runs/explain-cause";
import { BEGIN_MS, holdRuns } from "./hold-runs";
import { type Comparison, judgeRow, ONE_ROW, targetOf } from "./judge-row";
import { openComparison } from "./open-comparison";

type GoodRow = Extract<MappedRow, { ok: true }>;

/**
 * Sends one row to HubSpot, just as it was shown: it is read, mapped and compared again, and not sent if that makes another
 * request by now. No run of the sync is under way meanwhile. What HubSpot accepts counts for the next run as what a run
 * has sent.
 */
export async function sendRow(actor: Actor, input: SendRowInput): Promise<SentRow> {
  requireRole(actor, "editor");
  const { comparison, lines, sync } = await openComparison(actor, input);
  const line = lines.find(({ mapped }) => mapped.ok && mapped.matchValue === input.matchValue);
  if (!comparison || !line?.mapped.ok || !isDeepStrictEqual(judgeRow(comparison, line).request, input.request)) {
    const look = "Compare the rows again, and look at what would be sent now.";
    throw new AppError("conflict", `This row, or its record in HubSpot, has changed since it was compared. ${look}`);
  }
  const row = line.mapped;
  if (!sync) return deliver(actor, comparison, row, null);
  return holdRuns({ id: sync.id, workspaceId: actor.workspaceId }, () => deliver(actor, comparison, row, sync));
}

async function deliver(
  actor: Actor,
  comparison: Comparison,
  row: GoodRow,
  sync: { readonly id: string; readonly name: string } | null,
): Promise<SentRow> {
  const { draft } = comparison;
  const what = sync ? `one row of the sync ${sync.name}` : "one row of a sync that isn't saved";
  const targetId = sync?.id ?? draft.portalId;
  // Before the call: whatever dies then, somebody has asked for it.
  await recordAuditEvent(actor, { action: "row.sending", targetId, summary: `Began to send ${what} to HubSpot` });
  const recorder = recordCalls(openPortal(draft.portalId));
  const sent = await write(recorder.client, comparison, row).catch((error: unknown) => {
    if (error instanceof AppError && recorder.calls.length > 0) return error;
    throw error;
  });
  const calls = [...recorder.calls];
  if (sent instanceof AppError) {
    await recordAuditEvent(actor, { action: "row.failed", targetId, summary: `Could not send ${what}: ${sent.code}` });
    return { ...untold, outcome: "failed", message: sent.message, calls };
  }
  const isKept = sync !== null && (await keep(sync.id, comparison, row, sent));
  await recordAuditEvent(actor, { action: "row.sent", targetId, summary: `Sent ${what} to HubSpot: ${sent.kind}` });
  return { ...untold, ...describe(sent, comparison), calls, isKept };
}

const untold = { message: null, refusal: null, warnings: [], recordUrl: null, isKept: false };

async function write(client: Parameters<typeof recordCalls>[0], { draft }: Comparison, row: GoodRow) {
  const latest = Date.now() + BEGIN_MS;
  const { matchValue, payload } = row;
  const destination = createDestination({ client, ...targetOf(draft) });
  const inputs = [{ trace: ONE_ROW, matchValue, payload }];
  const [outcome] = await destination
    .write(inputs, () => Date.now() < latest)
    .catch((error: unknown) => {
      if (!(error instanceof WithdrawnCall)) throw error;
      throw new AppError(
        "hubspot_rate_limited",
        "HubSpot's allowance is spent by others just now: nothing was sent. Try again in a minute.",
      );
    });
  if (!outcome) throw new Error("A row that was sent has no outcome.");
  return outcome;
}

/** What HubSpot accepted, a run needn't send again. Without its fingerprint the next plan maps the row once more. */
async function keep(syncId: string, { draft, hash }: Comparison, row: GoodRow, sent: WriteOutcome): Promise<boolean> {
  if (sent.kind !== "created" && sent.kind !== "updated") return false;
  const accepted = { row: { key: row.key, hash: hash(row.payload), fingerprint: null }, recordId: sent.recordId };
  return inTransaction((client) => keepState(client, { syncId, snapshot: draft }, [accepted]));
}

function describe(sent: WriteOutcome, { recordUrl }: Comparison): Partial<SentRow> & Pick<SentRow, "outcome"> {
  switch (sent.kind) {
    case "created":
    case "updated":
      return { outcome: sent.kind, warnings: [...sent.warnings], recordUrl: recordUrl(sent.recordId) };
    case "skipped": {
      const message = sent.reason === "exists" ? "The record exists by now." : "HubSpot has no such record by now.";
      return { outcome: "skipped", message, recordUrl: sent.recordId === null ? null : recordUrl(sent.recordId) };
    }
    case "rejected": {
      const { code, property, message } = sent.refusal;
      const existing = sent.existingRecordId;
      return {
        outcome: "rejected",
        message,
        refusal: { code, property, ...explainCause({ stage: sent.stage, code }) },
        recordUrl: existing === null ? null : recordUrl(existing),
      };
    }
    default:
      return sent satisfies never;
  }
}
