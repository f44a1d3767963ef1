import type { FixesView } from "../api/fixes";
import type { SyncView } from "../api/syncs";
import type { Actor } from "../auth/actor";
import { notFound, requireId } from "../auth/require-id";
import { openSourceOf } from "../connections/open-source-config";
import { readProperties } from "../connections/read-properties";
import { getDb } from "../db";
import { compileMapping } from "../engine/compile-mapping";
import { type Fix, proposeType } from "../engine/fixes";
import type { MappingProblem } from "../engine/mapping-problems";
import { readTemplate } from "../engine/read-template";
import type { Column } from "../engine/types";
import { RunSnapshot } from "../runs/run-snapshot";
import { getSync } from "./get-sync";
import { viewFix } from "./list-fixes";
import { explainDrift } from "./read-cause";

/**
 * What can be done about a run that stopped before it read a row, since properties that its sync writes are gone. A run
 * that ended otherwise has no such fixes.
 */
export async function listRunFixes(actor: Actor, { runId }: { runId: string }): Promise<FixesView> {
  const { syncId, snapshot, errorCode } = await readStopped(actor, runId);
  const sync = await getSync(actor, { syncId });
  const note = explainDrift(sync, snapshot);
  const edit: Fix = { kind: "edit_sync", place: "" };
  if (errorCode !== "mapping_invalid" || note !== null) {
    return { fixes: [viewFix(edit)], isFixed: false, note, syncId };
  }
  const { columns, problems } = await checkMapping(actor, sync);
  const fixes = problems.flatMap((problem) => proposeFixes(sync, problem, columns));
  return { fixes: [...fixes, edit].map(viewFix), isFixed: problems.length === 0, note, syncId };
}

/** A run of the workspace: why it ended, and what it was to do. */
export async function readStopped(actor: Actor, runId: string) {
  const run = await getDb().run.findUnique({
    where: { id: requireId(runId, "run"), workspaceId: actor.workspaceId },
    select: { syncId: true, snapshot: true, errorCode: true },
  });
  if (!run) throw notFound("run");
  return { ...run, snapshot: RunSnapshot.parse(run.snapshot) };
}

/** As a run would, before it reads a row. */
async function checkMapping(actor: Actor, sync: SyncView) {
  const source = await openSourceOf(actor.workspaceId, sync.sourceId);
  const [{ columns }, { properties }] = await Promise.all([source.preview(sync.query, 1), readProperties(actor, sync)]);
  const compiled = compileMapping({ ...sync, columns, properties, readTemplate });
  return { columns, problems: compiled.ok ? [] : compiled.problems };
}

/** A match property would have to be unique: that one is chosen, or made, in the editor. */
function proposeFixes({ mapping }: SyncView, problem: MappingProblem, columns: readonly Column[]): Fix[] {
  const { code, property, column } = problem;
  if (code !== "PROPERTY_MISSING" || property === null || property === mapping.match.property) return [];
  const type = proposeType(columns.find(({ name }) => name === column)?.type ?? "text");
  return [
    { kind: "create_property", property, type },
    { kind: "unmap_property", property },
  ];
}
