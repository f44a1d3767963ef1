import { isContacts, type ObjectType, type Portal } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { Property } from "@/lib/local/hubspot-sandbox/portals/property";
import { applyRules } from "@/lib/local/hubspot-sandbox/records/check-rules";
import { type AllowedOption, readValue } from "@/lib/local/hubspot-sandbox/records/read-value";
import type { ValueFailure } from "@/lib/local/hubspot-sandbox/records/record-problem";
import type { Values } from "@/lib/local/hubspot-sandbox/records/stored-record";
import type { Switches } from "@/lib/local/hubspot-sandbox/switches";

export interface WriteContext {
  readonly portal: Portal;
  readonly type: ObjectType;
  readonly switches: Switches;
  /** The rules of 2026-09: dates are normalised, required values are enforced. */
  readonly isStrict: boolean;
  readonly now: number;
}

export interface Warning {
  readonly category: "PROPERTY_VALUE_NORMALIZED";
  readonly context: { readonly normalizedValue: string; readonly propertyName: string; readonly rawValue: string };
  readonly message: string;
}

export interface CheckedValues {
  /** What to set; `""` clears. */
  readonly values: Values;
  readonly warnings: readonly Warning[];
  readonly failures: readonly ValueFailure[];
}

/** Reads the properties of one record; `current` is null when it is about to be created. */
export function checkValues(given: Values, current: Values | null, context: WriteContext): CheckedValues {
  const values: Record<string, string> = {};
  const warnings: Warning[] = [];
  const failures: ValueFailure[] = [];
  for (const [name, raw] of Object.entries(given)) {
    const property = context.type.properties.get(name);
    const obstacle = findObstacle(name, property, current, context);
    if (property === undefined || obstacle !== null) {
      if (obstacle !== null) failures.push({ ...obstacle, property: name, isRule: false });
      continue;
    }
    if (raw === "") {
      values[name] = "";
      continue;
    }
    const read = readValue(property, raw, {
      allowed: listAllowed(property, given, current, context),
      current: current?.[name] ?? "",
      isEmail: isContacts(context.type) && name === "email",
      normalizesDates: context.isStrict,
      describesOptionsAtLength: context.switches.describesOptionsAtLength,
      listsOverlongText: context.switches.listsOverlongText,
    });
    if (read.kind === "refused") {
      failures.push({ property: name, code: read.code, message: read.message, value: raw, isRule: false });
      continue;
    }
    const ruled = applyRules(context.type.rules.get(name) ?? [], read.value, context.now);
    if (ruled.kind === "broken") {
      failures.push({ ...ruled.broken, property: name, value: raw, isRule: true });
      continue;
    }
    if (read.kind === "normalized") warnings.push(warn(name, raw, read.normalized));
    if (!isIgnored(property, ruled.value, current, context)) values[name] = ruled.value;
  }
  return { values: foldAdditionalEmails(values, context), warnings, failures };
}

/** Why this property can't be written at all. */
function findObstacle(
  name: string,
  property: Property | undefined,
  current: Values | null,
  { type, switches }: WriteContext,
): Pick<ValueFailure, "code" | "message" | "value"> | null {
  if (property === undefined || property.archivedAt !== null) {
    return { code: "PROPERTY_DOESNT_EXIST", message: `Property "${name}" does not exist`, value: null };
  }
  if (!property.isReadOnly) return null;
  const isTakenOnCreate = isContacts(type) && name === "hs_additional_emails" && switches.takesAdditionalEmailsOnCreate;
  if (isTakenOnCreate && current === null) return null;
  const kind = property.isCalculated ? "calculated" : "read only";
  return { code: "READ_ONLY_VALUE", message: `"${name}" is a ${kind} property; its value cannot be set.`, value: null };
}

function listAllowed(
  property: Property,
  given: Values,
  current: Values | null,
  { portal, type, switches }: WriteContext,
): readonly AllowedOption[] | null {
  if (!property.hasExternalOptions) return property.options;
  if (property.referencedObjectType === "OWNER") {
    if (!switches.refusesUnknownOwners) return null;
    return portal.owners
      .filter((owner) => !owner.isArchived)
      .map(({ id, email }, displayOrder) => ({ value: id, label: email ?? id, displayOrder }));
  }
  if (type.pipelineProperties?.pipeline === property.name) return type.pipelines.map(toAllowed);
  if (type.pipelineProperties?.stage === property.name) {
    const name = type.pipelineProperties.pipeline;
    const pipelineId = given[name] ?? current?.[name];
    const pipeline = type.pipelines.find(({ id }) => id === pipelineId) ?? type.pipelines[0];
    return pipeline?.stages.map(toAllowed) ?? null;
  }
  return null;
}

function toAllowed({ id, label }: { id: string; label: string }, displayOrder: number): AllowedOption {
  return { value: id, label, displayOrder };
}

/** A life cycle only moves forward, unless it was cleared first. */
function isIgnored(property: Property, value: string, current: Values | null, { switches }: WriteContext): boolean {
  if (property.name !== "lifecyclestage" || !switches.ignoresBackwardLifecycleStage) return false;
  const orderOf = (stage: string | undefined) =>
    property.options.find((option) => option.value === stage)?.displayOrder ?? -1;
  return orderOf(value) < orderOf(current?.lifecyclestage);
}

function foldAdditionalEmails(values: Record<string, string>, { type }: WriteContext): Values {
  if (!isContacts(type) || !values.hs_additional_emails) return values;
  return { ...values, hs_additional_emails: values.hs_additional_emails.toLowerCase() };
}

function warn(propertyName: string, rawValue: string, normalizedValue: string): Warning {
  return {
    category: "PROPERTY_VALUE_NORMALIZED",
    context: { normalizedValue, propertyName, rawValue },
    message: `${propertyName} was normalized`,
  };
}
