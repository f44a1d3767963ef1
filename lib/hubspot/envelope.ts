import { z } from "zod";

const text = z.string().nullable().catch(null);

const Context = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((context) =>
    Object.fromEntries(
      Object.entries(context).map(([key, value]) => [key, (Array.isArray(value) ? value : [value]).map(String)]),
    ),
  );

const EnvelopeError = z.object({ message: text, code: text, subCategory: text, context: Context });

const Envelope = z.object({
  message: z.string().catch(""),
  status: text,
  category: text,
  subCategory: text,
  correlationId: text,
  policyName: text,
  context: Context,
  errors: z
    .array(EnvelopeError.nullable().catch(null))
    .catch([])
    .transform((errors) => errors.filter((error) => error !== null)),
});

/**
 * HubSpot's error body, of a call or of one record in a 207. HubSpot documents every field as optional, and bodies
 * without a category or with `policyName` in its place do occur: what is missing is null or empty.
 */
export type HubSpotEnvelope = z.infer<typeof Envelope>;

/** Reads any body as an error envelope; whatever isn't one gives an empty envelope. */
export function parseEnvelope(body: unknown): HubSpotEnvelope {
  const parsed = Envelope.safeParse(body);
  return parsed.success ? parsed.data : Envelope.parse({});
}

/** For a message to people: HubSpot's support asks for it. */
export function nameCorrelationId(correlationId: string | null): string {
  return correlationId ? ` (correlation id ${correlationId})` : "";
}
