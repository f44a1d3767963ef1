import type { WriteInput, WriteOutcome } from "@/lib/engine/types";
import { RECORD_ID, updateBatch, upsertBatch } from "./batch-calls";
import { narrowDown } from "./narrow-down";
import { readBack } from "./read-back";
import { reconcile } from "./reconcile";
import type { WriteSession } from "./write-session";

/** Creates or updates by match value; by record id it only updates, and a record that doesn't exist is rejected. */
export async function upsertRecords(session: WriteSession, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const { matchProperty } = session.target;
  const send = (group: readonly WriteInput[]) => deliver(session, group);
  return narrowDown(inputs, { matchProperty, send, uniformRefusals: session.uniformRefusals });
}

async function deliver(session: WriteSession, inputs: readonly WriteInput[]): Promise<WriteOutcome[]> {
  const { target } = session;
  const { matchProperty } = target;
  const report = await (matchProperty === RECORD_ID ? updateBatch : upsertBatch)(target, inputs);
  const kindOf = (record: { new: boolean }) => (record.new ? ("created" as const) : ("updated" as const));
  const { outcomes, unnamed } = reconcile(inputs, report, { matchProperty, kindOf });
  return [...outcomes.values(), ...(await readBack(session, unnamed, report.correlationId))];
}
