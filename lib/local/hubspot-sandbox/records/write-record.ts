import { isContacts, type ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import type { AssociationDefinition } from "@/lib/local/hubspot-sandbox/records/association-definitions";
import type { RecordRef } from "@/lib/local/hubspot-sandbox/records/association-store";
import type { AssociationProblem } from "@/lib/local/hubspot-sandbox/records/check-association";
import { checkValues, type Warning, type WriteContext } from "@/lib/local/hubspot-sandbox/records/check-values";
import { findMissingValues } from "@/lib/local/hubspot-sandbox/records/find-missing-values";
import type { RecordProblem } from "@/lib/local/hubspot-sandbox/records/record-problem";
import { type StoredRecord, uniqueValues, type Values } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** One record's write, checked as far as it can be without its neighbours. */
export interface WritePlan {
  readonly kind: "plan";
  /** Null creates. */
  readonly target: StoredRecord | null;
  readonly values: Values;
  readonly warnings: readonly Warning[];
  /** What a new record is connected with. */
  readonly links?: readonly NewLink[];
}

export interface NewLink {
  readonly to: RecordRef;
  readonly definitions: readonly AssociationDefinition[];
}

export interface WrittenRecord {
  readonly kind: "written";
  readonly record: StoredRecord;
  readonly isNew: boolean;
  readonly properties: readonly string[];
  readonly warnings: readonly Warning[];
}

export interface Writer {
  readonly context: WriteContext;
  readonly now: number;
  /** The app that writes, as `hs_object_source_id`. */
  readonly appId: string;
  nextId(): number;
  /** How a taken email is told: creating says "already exists", everything else names the value. */
  readonly saysContactExists: boolean;
  /** Filled with what takes the writes back, last one last. */
  readonly undo: (() => void)[];
}

export function planWrite(
  given: Values,
  target: StoredRecord | null,
  context: WriteContext,
): WritePlan | RecordProblem {
  const current = target?.values ?? null;
  const { values, warnings, failures } = checkValues(given, current, context);
  if (failures.length > 0) return { kind: "invalid-values", failures };
  const missing = findMissingValues(values, { ...current, ...values }, target === null, context);
  if (missing.length > 0) return { kind: "missing-values", failures: missing };
  return { kind: "plan", target, values, warnings };
}

/** Plans a new record with what it is connected with from the start. */
export function planCreate(
  given: Values,
  links: readonly NewLink[] | AssociationProblem,
  context: WriteContext,
): WritePlan | RecordProblem {
  const plan = planWrite(given, null, context);
  if (plan.kind !== "plan") return plan;
  if ("kind" in links) return links;
  return links.length > 0 ? { ...plan, links } : plan;
}

export function applyWrite(plan: WritePlan, writer: Writer): WrittenRecord | RecordProblem {
  const { records } = writer.context.type;
  const id = plan.target?.id ?? writer.nextId();
  const taken = findTaken(plan, id, writer);
  if (taken !== null) return taken;
  const { target, values, warnings } = plan;
  if (target !== null) {
    const before = { ...target };
    records.change(target, mergeValues(target.values, values, writer.context.type), writer.now, writer.appId);
    writer.undo.push(() => records.restore(before));
    return { kind: "written", record: target, isNew: false, properties: Object.keys(values), warnings };
  }
  const record: StoredRecord = {
    id,
    values: mergeValues(defaultValues(id, values, writer), values, writer.context.type),
    createdAt: writer.now,
    updatedAt: writer.now,
    archivedAt: null,
    mergedInto: null,
    revisions: null,
  };
  records.insert(record);
  writer.undo.push(() => records.forget(record));
  if (plan.links) connect(record, plan.links, writer);
  return { kind: "written", record, isNew: true, properties: Object.keys(record.values), warnings };
}

function connect(record: StoredRecord, links: readonly NewLink[], { context, undo }: Writer): void {
  const { associations } = context.portal;
  const from = { objectTypeId: context.type.typeId, id: record.id };
  for (const { to, definitions } of links) associations.link(from, to, definitions);
  undo.push(() => associations.erase(from));
}

function findTaken(plan: WritePlan, id: number, { context, saysContactExists }: Writer): RecordProblem | null {
  const { type, portal } = context;
  for (const property of type.records.uniqueProperties) {
    for (const value of uniqueValues(property, plan.values)) {
      const owner = type.records.findByUnique(property, value);
      if (owner === null || owner === plan.target) continue;
      if (property === "email" && saysContactExists && owner.values.email === value) {
        return { kind: "contact-exists", existingId: owner.id };
      }
      const typeName = type.custom ? type.typeId : `legacyObjectType=${type.legacyName}`;
      return {
        kind: "value-taken",
        message: `Cannot set PropertyValueCoordinates{portalId=${portal.hubId}, objectTypeId=ObjectTypeId{${typeName}}, propertyName=${property}, value=${value}} on ${id}. ${owner.id} already has that value.`,
      };
    }
  }
  return null;
}

function mergeValues(current: Values, changes: Values, type: ObjectType): Values {
  const merged: Record<string, string> = { ...current };
  for (const [name, value] of Object.entries(changes)) {
    if (value === "") delete merged[name];
    else merged[name] = value;
  }
  if (!isContacts(type) || changes.email === undefined || changes.email === current.email) return merged;
  return moveEmails(merged, current.email ?? "", changes.email);
}

/** A secondary email that becomes the primary one changes places with it. */
function moveEmails(merged: Record<string, string>, before: string, after: string): Values {
  const additional = (merged.hs_additional_emails ?? "").split(";").filter((email) => email !== "");
  if (additional.includes(after)) {
    const others = [...additional.filter((email) => email !== after), before].filter((email) => email !== "");
    if (others.length > 0) merged.hs_additional_emails = others.join(";");
    else delete merged.hs_additional_emails;
  }
  if (after === "") delete merged.hs_email_domain;
  else merged.hs_email_domain = after.slice(after.indexOf("@") + 1);
  return merged;
}

/** What HubSpot sets by itself on a new record. */
function defaultValues(id: number, values: Values, { context, appId }: Writer): Values {
  const source = {
    hs_object_source: "INTEGRATION",
    hs_object_source_id: appId,
    hs_object_source_label: "INTEGRATION",
  };
  const { pipelineProperties, pipelines, typeId } = context.type;
  if (pipelineProperties !== null) {
    const placed = values[pipelineProperties.stage] ? { [pipelineProperties.pipeline]: pipelines[0]?.id ?? "" } : {};
    return typeId === "0-5" ? { ...source, ...placed, hs_ticket_id: String(id) } : { ...source, ...placed };
  }
  if (!isContacts(context.type)) return source;
  return {
    ...source,
    lifecyclestage: "lead",
    hs_is_unworked: "true",
    hs_pipeline: "contacts-lifecycle-pipeline",
    hs_all_contact_vids: String(id),
  };
}
