import type { WriteInput } from "@/lib/engine/types";
import { leaveOutByRules, noRules } from "@/lib/engine/write-rules";
import { AppError } from "@/lib/errors";
import type { WrittenRecord } from "./batch-calls";
import { HubSpotRefusal } from "./client";
import { holdsPayload } from "./holds-payload";
import { type LookUp, lookUp } from "./look-up";
import type { WriteSession } from "./write-session";

export interface Held {
  /** Null where HubSpot doesn't let us look. */
  readonly found: LookUp | null;
  /** The inputs whose record shows every value that was to be written. */
  readonly held: ReadonlyMap<WriteInput, WrittenRecord>;
}

/**
 * Looks which records show all values of their inputs. One call, and one more per destination where values have to be
 * compared by their property's type.
 */
export async function findHeld(session: WriteSession, inputs: readonly WriteInput[]): Promise<Held> {
  const found = await look(session, inputs);
  const held = new Map<WriteInput, WrittenRecord>();
  for (const [input, record] of found?.records ?? []) {
    // What the record has by now, maybe by us, wouldn't be written to it: it says nothing.
    const payload = leaveOutByRules(input.payload, record.properties, session.target.rules ?? noRules);
    if (await holdsPayload(session, record, payload)) held.set(input, record);
  }
  return { found, held };
}

async function look({ target }: WriteSession, inputs: readonly WriteInput[]): Promise<LookUp | null> {
  try {
    return await lookUp(
      target,
      inputs,
      inputs.flatMap(({ payload }) => Object.keys(payload)),
    );
  } catch (error) {
    // A connection that may only write can't look, and a look that is refused shows nothing: nothing is confirmed.
    if (error instanceof HubSpotRefusal) return null;
    if (error instanceof AppError && error.code === "hubspot_scope_missing") return null;
    throw error;
  }
}
