import { z } from "zod";
import type { Property } from "@/lib/engine/types";
import { AppError } from "@/lib/errors";
import { type HubSpotClient, HubSpotRefusal } from "./client";
import { paths } from "./paths";
import { canAddOptions, PropertyDefinition, toProperty } from "./property-definition";

export interface NewOption {
  /** The property's internal name. */
  property: string;
  /** What rows bring, letter by letter. It can't be changed later without changing the records that have it. */
  value: string;
  label: string;
}

// Read whole: whatever of an option isn't sent back is lost.
const Option = z.looseObject({ value: z.string(), label: z.string(), displayOrder: z.number().optional() });
const WithOptions = PropertyDefinition.extend({ options: z.array(Option) });
type WithOptions = z.infer<typeof WithOptions>;

const MAX_TRIES = 3;

/**
 * Adds an option to an enumeration. HubSpot takes a property's options only as a whole list, so that two who add at once
 * can undo each other: what was written is read back, and written again where it is gone. An option that is there
 * already is left as it is. Throws `invalid_input` where the property takes none, `conflict` where it never stayed.
 */
export async function addOption(client: HubSpotClient, objectTypeId: string, option: NewOption): Promise<Property> {
  const path = paths.property(objectTypeId, option.property);
  for (let attempt = 1; ; attempt += 1) {
    const definition = await readDefinition(client, path, option);
    if (definition.options.some(({ value }) => value === option.value))
      return toPlainProperty(definition, objectTypeId);
    if (attempt > MAX_TRIES) throw goneAgain(option);
    requireOpen(definition);
    await writeOptions(client, path, [...definition.options, makeOption(definition, option)], option);
  }
}

async function readDefinition(client: HubSpotClient, path: string, { property }: NewOption): Promise<WithOptions> {
  try {
    return (await client.request({ method: "GET", path, schema: WithOptions, isSafeToRepeat: true })).body;
  } catch (error) {
    if (!(error instanceof HubSpotRefusal) || error.status !== 404) throw error;
    throw new AppError(
      "invalid_input",
      `The portal has no property ${property} any more. Refresh the properties and map another one.`,
      { cause: error },
    );
  }
}

function requireOpen(definition: WithOptions): void {
  if (canAddOptions(definition)) return;
  throw new AppError(
    "invalid_input",
    `HubSpot lets nobody add options to ${definition.label || definition.name}. Map the value to an option that exists.`,
  );
}

function makeOption({ options }: WithOptions, { value, label }: NewOption) {
  const last = Math.max(-1, ...options.map(({ displayOrder }) => displayOrder ?? -1));
  return { value, label, displayOrder: last < 0 ? -1 : last + 1, hidden: false };
}

async function writeOptions(
  client: HubSpotClient,
  path: string,
  options: readonly object[],
  { property }: NewOption,
): Promise<void> {
  try {
    // The whole list: a second time does no harm.
    await client.request({ method: "PATCH", path, body: { options }, schema: z.unknown(), isSafeToRepeat: true });
  } catch (error) {
    if (!(error instanceof HubSpotRefusal)) throw error;
    const message = `HubSpot didn't add the option to ${property}: ${error.body.message} Correct it, or add it in HubSpot.`;
    throw new AppError("hubspot_refused", message, { cause: error });
  }
}

function toPlainProperty(definition: WithOptions, objectTypeId: string): Property {
  return toProperty(definition, { objectTypeId, required: [], groupLabels: new Map(), rules: new Map() });
}

function goneAgain({ property }: NewOption): AppError {
  return new AppError(
    "conflict",
    `The option was written to ${property} ${MAX_TRIES} times and was gone again each time: somebody else is changing its options. Look at the property in HubSpot, then try again.`,
  );
}
