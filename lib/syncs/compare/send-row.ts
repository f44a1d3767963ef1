import { isDeepStrictEqual } from "node:util";
import type { SendRowInput, SentRow } from "../../api/row-comparison";
import type { SyncView } from "../../api/syncs";
import { type Actor, requireRole } from "../../auth/actor";
import { openPortal } from "../../connections/open-portal";
import { inTransaction } from "../../db";
import type { MappedRow } from "../../engine/map-row";
import type { WriteOutcome } from "../../engine/types";
import { AppError } from "../../errors";
import { WithdrawnCall } from "../../hubspot/client";
import { createDestination } from "../../hubspot/destination";
import { type RecordedCall, recordCalls } from "../../hubspot/record-calls";
import { recordAuditEvent } from "../../members/record-audit-event";
import { keepState } from "../../runs/deliver/keep-state";
import { explainCause } from "../../runs/explain-cause";
import { type BegunRow, beginSentRow, forgetSentRow, recordAnswer } from "../../runs/written/sent-row";
import { requireObjectLabel } from "../check-sync-input";
import { BEGIN_MS, holdRuns } from "./hold-runs";
import { type Comparison, judgeRow, ONE_ROW, targetOf } from "./judge-row";
import type { MappedLine } from "./map-rows";
import { openComparison } from "./open-comparison";

type GoodRow = Extract<MappedRow, { ok: true }>;
type GoodLine = MappedLine & { readonly mapped: GoodRow };

/**
 * Sends one row to HubSpot, just as it was shown: it is read, mapped and compared again, and not sent if that makes another
 * request by now. No run of the sync is under way meanwhile. What HubSpot accepts counts for the next run as what a run
 * has sent, and a look-up of the record tells who sent it.
 */
export async function sendRow(actor: Actor, input: SendRowInput): Promise<SentRow> {
  requireRole(actor, "editor");
  const { comparison, lines, sync } = await openComparison(actor, input);
  const line = lines.find(({ mapped }) => mapped.ok && mapped.matchValue === input.matchValue);
  if (!comparison || !line?.mapped.ok || !isDeepStrictEqual(judgeRow(comparison, line).request, input.request)) {
    const look = "Compare the rows again, and look at what would be sent now.";
    throw new AppError("conflict", `This row, or its record in HubSpot, has changed since it was compared. ${look}`);
  }
  const good: GoodLine = { ...line, mapped: line.mapped };
  if (!sync) return deliver(actor, comparison, good, null);
  return holdRuns({ id: sync.id, workspaceId: actor.workspaceId }, () => deliver(actor, comparison, good, sync));
}

async function deliver(
  actor: Actor,
  comparison: Comparison,
  line: GoodLine,
  sync: Pick<SyncView, "id" | "name" | "objectLabel"> | null,
): Promise<SentRow> {
  const { draft } = comparison;
  const row = line.mapped;
  const what = sync ? `one row of the sync ${sync.name}` : "one row of a sync that isn't saved";
  const targetId = sync?.id ?? draft.portalId;
  // Before the call: whatever dies then, somebody has asked for it.
  await recordAuditEvent(actor, { action: "row.sending", targetId, summary: `Began to send ${what} to HubSpot` });
  const begun = await begin(actor, comparison, line, sync);
  const recorder = recordCalls(openPortal(draft.portalId));
  const sent = await write(recorder.client, comparison, row).catch(async (error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    if (!isInDoubt(error, recorder.calls)) await forgetSentRow(begun);
    if (recorder.calls.length > 0) return error;
    throw error;
  });
  const calls = [...recorder.calls];
  if (sent instanceof AppError) {
    await recordAuditEvent(actor, { action: "row.failed", targetId, summary: `Could not send ${what}: ${sent.code}` });
    return { ...untold, outcome: "failed", message: sent.message, calls };
  }
  const isKept = await keep(begun, comparison, row, sent);
  await recordAuditEvent(actor, { action: "row.sent", targetId, summary: `Sent ${what} to HubSpot: ${sent.kind}` });
  return { ...untold, ...describe(sent, comparison), calls, isKept };
}

async function begin(
  actor: Actor,
  { draft }: Comparison,
  { rowNumber, mapped }: GoodLine,
  sync: Pick<SyncView, "id" | "objectLabel"> | null,
): Promise<BegunRow> {
  const { portalId, objectTypeId } = draft;
  const { key, matchValue, payload } = mapped;
  const objectLabel = sync?.objectLabel ?? (await requireObjectLabel(actor, draft));
  const row = { rowNumber, key, matchValue, payload };
  return beginSentRow(actor, { ...row, portalId, objectTypeId, objectLabel, syncId: sync?.id ?? null });
}

/** True where a call that writes got no answer: HubSpot may have carried it out. */
function isInDoubt({ code }: AppError, calls: readonly RecordedCall[]): boolean {
  return code === "hubspot_unreachable" && calls.some(({ path }) => !path.endsWith("/read"));
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
async function keep(begun: BegunRow, { draft, hash }: Comparison, row: GoodRow, sent: WriteOutcome): Promise<boolean> {
  if (sent.kind === "rejected") {
    // Of one that HubSpot's answer leaves out, nobody knows.
    if (sent.stage === "hubspot") await forgetSentRow(begun);
    return false;
  }
  const { syncId } = begun;
  return inTransaction(async (client) => {
    await recordAnswer(client, begun, sent);
    if (sent.kind === "skipped" || syncId === null) return false;
    const accepted = { row: { key: row.key, hash: hash(row.payload), fingerprint: null }, recordId: sent.recordId };
    return keepState(client, { syncId, snapshot: draft }, [accepted]);
  });
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
