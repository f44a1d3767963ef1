import { z } from "zod";
import { AdminRefusal } from "@/lib/local/hubspot-sandbox/admin/admin-refusal";
import { type Commands, findType, inProperty, inType } from "@/lib/local/hubspot-sandbox/admin/command";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import { validationRuleSchema } from "@/lib/local/hubspot-sandbox/records/check-rules";
import type { Sandbox } from "@/lib/local/hubspot-sandbox/sandbox";

/** What the people of a portal do to its object types and properties. */
export const metadataCommands: Commands = {
  "POST /archive-property": archiveProperty,
  "POST /add-option": addOption,
  "POST /set-unique": setUnique,
  "POST /use-property": useProperty,
  "POST /validation-rules": setValidationRules,
  "POST /delete-object-type": deleteObjectType,
};

function archiveProperty(sandbox: Sandbox, input: unknown): void {
  changeProperty(sandbox, input, (property) => ({ ...property, archivedAt: sandbox.clock.now() }));
}

function addOption(sandbox: Sandbox, input: unknown): void {
  const { option } = z.object({ option: z.object({ value: z.string(), label: z.string() }) }).parse(input);
  changeProperty(sandbox, input, (property) => ({
    ...property,
    options: [...property.options, { ...option, displayOrder: property.options.length, hidden: false }],
  }));
}

/** No call of the API does this; it is what a property restored or replaced by hand looks like. */
function setUnique(sandbox: Sandbox, input: unknown): void {
  const { isUnique } = z.object({ isUnique: z.boolean() }).parse(input);
  changeProperty(sandbox, input, (property) => ({ ...property, hasUniqueValue: isUnique }));
}

/** A used property can't be archived through the API. */
function useProperty(sandbox: Sandbox, input: unknown): void {
  const { isUsed, ...place } = inProperty.extend({ isUsed: z.boolean() }).parse(input);
  const { portal, type } = findType(sandbox, place);
  if (isUsed) type.usedProperties.add(place.property);
  else type.usedProperties.delete(place.property);
  sandbox.saveObjectType(portal, type);
}

/** Replaces the rules of a property; none takes them away. */
function setValidationRules(sandbox: Sandbox, input: unknown): void {
  const { rules, ...place } = inProperty.extend({ rules: z.array(validationRuleSchema) }).parse(input);
  const { portal, type } = findType(sandbox, place);
  if (rules.length > 0) type.rules.set(place.property, rules);
  else type.rules.delete(place.property);
  sandbox.saveObjectType(portal, type);
}

function deleteObjectType(sandbox: Sandbox, input: unknown): void {
  const { portal, type } = findType(sandbox, inType.parse(input));
  if (type.custom === null) throw new AdminRefusal(`${type.name} is HubSpot's own and stays.`);
  type.custom = { ...type.custom, archivedAt: sandbox.clock.now() };
  sandbox.saveObjectType(portal, type);
}

function changeProperty(sandbox: Sandbox, input: unknown, change: (property: Property) => Property): void {
  const place = inProperty.parse(input);
  const { portal, type } = findType(sandbox, place);
  const property = type.properties.get(place.property);
  if (property === undefined) throw new AdminRefusal(`No property ${place.property} in ${type.name}.`);
  sandbox.saveProperty(portal, type, change(property));
}
