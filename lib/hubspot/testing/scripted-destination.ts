import { z } from "zod";
import type { WriteInput, WriteMode } from "@/lib/engine/types";
import { createHubSpotClient } from "../client";
import { createDestination } from "../destination";
import { createLimiter } from "../limiter";
import { createFakeClock } from "./fake-clock";
import { type ScriptedAnswer, type ScriptedRequest, startScriptedHubSpot } from "./scripted-hubspot";

const Sent = z.object({
  inputs: z.array(
    z.object({
      // A create has none.
      id: z.string().default(""),
      idProperty: z.string().optional(),
      objectWriteTraceId: z.string().optional(),
      properties: z.record(z.string(), z.string()).default({}),
    }),
  ),
});
type SentInput = z.infer<typeof Sent>["inputs"][number];

/** The inputs that a request carries. */
export function readInputs(request: ScriptedRequest | undefined): SentInput[] {
  return Sent.parse(request?.body).inputs;
}

/** One input per payload: traces t0, t1, …, and addresses that HubSpot will hand back in lower case. */
export function makeInputs(...payloads: Record<string, string>[]): WriteInput[] {
  return payloads.map((payload, index) => ({ trace: `t${index}`, matchValue: `Row${index}@Example.com`, payload }));
}

/** A record as HubSpot tells of it after writing the input. */
export function writeRecord({ id, properties, objectWriteTraceId }: SentInput, isNew = true) {
  return {
    id: `9${id.replace(/\D/g, "")}`,
    properties: { ...properties, email: id.toLowerCase(), hs_object_id: "1" },
    createdAt: "2026-09-10T08:00:00.000Z",
    updatedAt: "2026-09-10T08:00:00.000Z",
    archived: false,
    new: isNew,
    objectWriteTraceId,
  };
}

/** A 200 with these results, or a 207 when there are errors. */
export function complete(results: unknown[], errors: unknown[] = []): ScriptedAnswer {
  return {
    status: errors.length > 0 ? 207 : 200,
    headers: { "x-hubspot-correlation-id": "header-id" },
    json: { status: "COMPLETE", results, ...(errors.length > 0 ? { numErrors: errors.length, errors } : {}) },
  };
}

/** `checkbox` is an enumeration of several values. */
function listDefinitions(types: Readonly<Record<string, string>>) {
  return Object.entries(types).map(([name, type]) => ({
    name,
    type: type === "checkbox" ? "enumeration" : type,
    fieldType: type,
  }));
}

/** A destination at a scripted HubSpot. */
export async function startScriptedDestination() {
  const hubSpot = await startScriptedHubSpot();
  return {
    ...hubSpot,
    /**
     * Answers writes with `write`, reads with `read`, which finds nothing unless told otherwise, and the question for the
     * properties with `types`: the property's type by its name.
     */
    script(
      write: (inputs: SentInput[]) => ScriptedAnswer,
      read: (inputs: SentInput[]) => ScriptedAnswer = () => ({ status: 207, json: { results: [], errors: [] } }),
      types: Readonly<Record<string, string>> = {},
    ): void {
      hubSpot.answer((request) => {
        if (request.method === "GET") return { json: { results: listDefinitions(types) } };
        return (request.path.endsWith("/batch/read") ? read : write)(readInputs(request));
      });
    },
    deliver(
      inputs: readonly WriteInput[],
      {
        matchProperty = "email",
        objectTypeId = "0-1",
        mode = "upsert" as WriteMode,
        isWanted = (): boolean => true,
      } = {},
    ) {
      const clock = createFakeClock();
      const client = createHubSpotClient({
        apiBaseUrl: hubSpot.url,
        limiter: createLimiter({ now: clock.now, sleep: clock.sleep }),
        getAccessToken: async () => "token",
        renewAccessToken: async () => "token",
        now: clock.now,
        sleep: clock.sleep,
      });
      return createDestination({ client, objectTypeId, matchProperty, mode }).write(inputs, isWanted);
    },
  };
}
