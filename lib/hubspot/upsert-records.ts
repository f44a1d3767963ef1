import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { RECORD_ID, updateBatch, upsertBatch } from "./batch-calls";
import { followRules, tellLeftOut, withoutRules } from "./follow-rules";
import { narrowDown } from "./narrow-down";
import { readBack } from "./read-back";
import { reconcile } from "./reconcile";
import type { WriteSession } from "./write-session";

/**
 * Creates or updates by match value; by record id it only updates, and a record that doesn't exist is rejected. One call
 * more where payloads depend on their records: what is written is settled then, so that sending it again writes the same.
 */
export async function upsertRecords(session: WriteSession, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const { open, done, leftOut } = await followRules(session, inputs);
  const settled = withoutRules(session);
  const { matchProperty } = settled.target;
  const send = (group: readonly WriteInput[]) => deliver(settled, group);
  const sent = await narrowDown(open, { matchProperty, send, uniformRefusals: session.uniformRefusals });
  return tellLeftOut([...done, ...sent], leftOut);
}

async function deliver(session: WriteSession, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const { target } = session;
  const { matchProperty } = target;
  const report = await (matchProperty === RECORD_ID ? updateBatch : upsertBatch)(target, inputs);
  const kindOf = (record: { new: boolean }) => (record.new ? ("created" as const) : ("updated" as const));
  const { outcomes, unnamed } = reconcile(inputs, report, { matchProperty, kindOf });
  return [...outcomes.values(), ...(await readBack(session, unnamed, report.correlationId))];
}
