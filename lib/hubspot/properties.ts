import { z } from "zod";
import type { Property, PropertyRule } from "@/lib/engine/types";
import type { HubSpotClient } from "./client";
import { readRequiredProperties } from "./custom-schemas";
import { orWhenRefused } from "./or-when-refused";
import { paths } from "./paths";
import { PropertyDefinition, toProperty } from "./property-definition";

const List = z.object({ results: z.array(z.unknown()) });

/**
 * The properties of an object type as far as they aren't archived or sensitive: not paged. Their groups' labels, their
 * validation rules and what a custom object requires are read at the same time; a connection that may not read one of
 * those loses only that. So does a definition that can't be read; one of a type that we don't know can't be mapped.
 */
export async function listProperties(client: HubSpotClient, objectTypeId: string): Promise<Property[]> {
  const [definitions, required, groupLabels, rules] = await Promise.all([
    listDefinitions(client, objectTypeId),
    readRequiredProperties(client, objectTypeId),
    readGroupLabels(client, objectTypeId),
    readRules(client, objectTypeId),
  ]);
  return definitions.map((definition) => toProperty(definition, { objectTypeId, required, groupLabels, rules }));
}

/** The definitions alone. */
export async function listDefinitions(client: HubSpotClient, objectTypeId: string): Promise<PropertyDefinition[]> {
  const results = await readList(client, paths.properties(objectTypeId));
  return results.flatMap((result) => {
    const definition = PropertyDefinition.safeParse(result);
    if (!definition.success || definition.data.archived) return [];
    return definition.data.dataSensitivity === "non_sensitive" ? [definition.data] : [];
  });
}

const Group = z.object({ name: z.string().min(1), label: z.string().min(1) });

async function readGroupLabels(client: HubSpotClient, objectTypeId: string): Promise<Map<string, string>> {
  const results = await orWhenRefused(readList(client, paths.propertyGroups(objectTypeId)), []);
  return new Map(
    results.flatMap((result) => {
      const group = Group.safeParse(result);
      return group.success ? [[group.data.name, group.data.label] as const] : [];
    }),
  );
}

const Rules = z.object({
  propertyName: z.string().min(1),
  propertyValidationRules: z.array(z.unknown()).catch([]),
});
const Rule = z.object({ ruleType: z.string().min(1), ruleArguments: z.array(z.coerce.string()).catch([]) });

async function readRules(client: HubSpotClient, objectTypeId: string): Promise<Map<string, PropertyRule[]>> {
  const results = await orWhenRefused(readList(client, paths.propertyRules(objectTypeId)), []);
  return new Map(
    results.flatMap((result) => {
      const rules = Rules.safeParse(result);
      return rules.success
        ? [[rules.data.propertyName, rules.data.propertyValidationRules.flatMap(toRule)] as const]
        : [];
    }),
  );
}

function toRule(result: unknown): PropertyRule[] {
  const rule = Rule.safeParse(result);
  return rule.success ? [{ type: rule.data.ruleType, arguments: rule.data.ruleArguments }] : [];
}

async function readList(client: HubSpotClient, path: string): Promise<unknown[]> {
  return (await client.request({ method: "GET", path, schema: List, isSafeToRepeat: true })).body.results;
}
