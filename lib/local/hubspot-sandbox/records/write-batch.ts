import {
  type RecordError,
  type RecordProblem,
  toRecordError,
  toRefusal,
} from "@/lib/local/hubspot-sandbox/records/record-problem";
import {
  applyWrite,
  type WritePlan,
  type Writer,
  type WrittenRecord,
} from "@/lib/local/hubspot-sandbox/records/write-record";

export interface TracedInput {
  readonly traceId: string | null;
}

export interface BatchOutcome {
  readonly written: readonly (WrittenRecord & TracedInput)[];
  readonly errors: readonly RecordError[];
}

/** Multi-status is opt-in: every input has a trace id, and no two have the same. */
export function areTraced(inputs: readonly TracedInput[]): boolean {
  const traces = new Set(inputs.map((input) => input.traceId));
  return !traces.has(null) && traces.size === inputs.length;
}

/** Writes what can be written and names the rest by its trace id. */
export function writeTraced<Input extends TracedInput>(
  inputs: readonly Input[],
  plan: (input: Input) => WritePlan | RecordProblem,
  writer: Writer,
  { refusesWholeOnTakenValue }: { refusesWholeOnTakenValue: boolean },
): BatchOutcome {
  const portalId = writer.context.portal.hubId;
  const written: (WrittenRecord & TracedInput)[] = [];
  const errors: RecordError[] = [];
  for (const input of inputs) {
    const outcome = writeOne(plan(input), writer);
    if (outcome.kind === "written") {
      written.push({ ...outcome, traceId: input.traceId });
      continue;
    }
    if (outcome.kind === "value-taken" && refusesWholeOnTakenValue) {
      takeBack(writer);
      throw toRefusal([outcome], inputs.length, portalId);
    }
    errors.push(toRecordError(outcome, input.traceId ?? "", portalId));
  }
  return { written, errors };
}

/** Writes everything or nothing. */
export function writeWhole<Input extends TracedInput>(
  inputs: readonly Input[],
  plan: (input: Input) => WritePlan | RecordProblem,
  writer: Writer,
): BatchOutcome {
  const portalId = writer.context.portal.hubId;
  const plans = inputs.map((input) => ({ input, planned: plan(input) }));
  const problems = plans.flatMap(({ planned }) => (planned.kind === "plan" ? [] : [planned]));
  if (problems.length > 0) throw toRefusal(problems, inputs.length, portalId);
  const written: (WrittenRecord & TracedInput)[] = [];
  for (const { input, planned } of plans) {
    const outcome = writeOne(planned, writer);
    if (outcome.kind !== "written") {
      takeBack(writer);
      throw toRefusal([outcome], inputs.length, portalId);
    }
    written.push({ ...outcome, traceId: input.traceId });
  }
  return { written, errors: [] };
}

function writeOne(planned: WritePlan | RecordProblem, writer: Writer): WrittenRecord | RecordProblem {
  return planned.kind === "plan" ? applyWrite(planned, writer) : planned;
}

function takeBack({ undo }: Writer): void {
  for (const step of undo.reverse()) step();
}
