import type { PortalCall } from "@/lib/local/hubspot-sandbox/api/call";
import { findBadChange, findBadDefinition, findUse } from "@/lib/local/hubspot-sandbox/api/find-bad-definition";
import type { PropertyChange, PropertyDefinition } from "@/lib/local/hubspot-sandbox/api/property-definition";
import { Refused } from "@/lib/local/hubspot-sandbox/api/refused";
import type { ObjectType } from "@/lib/local/hubspot-sandbox/portals/portal";
import { type Property, property } from "@/lib/local/hubspot-sandbox/portals/property";

/** Creating a property under an archived one's name brings that one back. */
export function createProperty(call: PortalCall, type: ObjectType, given: PropertyDefinition): Property {
  const known = type.properties.get(given.name);
  if (known !== undefined && known.archivedAt === null) {
    throw new Refused(409, {
      message: `A property named '${given.name}' already exists.`,
      category: "OBJECT_ALREADY_EXISTS",
      subCategory: "Properties.PROPERTY_WITH_NAME_EXISTS",
    });
  }
  const refusal = findBadDefinition(given, type, call);
  if (refusal !== null) throw refusal;
  const created = known ? { ...known, archivedAt: null, updatedAt: call.now } : define(given, call.now);
  call.sandbox.saveProperty(call.portal, type, created);
  return created;
}

export function changeProperty(call: PortalCall, type: ObjectType, known: Property, change: PropertyChange): Property {
  const refusal = findBadChange(change, known, type);
  if (refusal !== null) throw refusal;
  const changed: Property = {
    ...known,
    label: change.label ?? known.label,
    fieldType: change.fieldType ?? known.fieldType,
    groupName: change.groupName ?? known.groupName,
    description: change.description ?? known.description,
    displayOrder: change.displayOrder ?? known.displayOrder,
    options: change.options ?? known.options,
    isHidden: change.hidden ?? known.isHidden,
    isFormField: change.formField ?? known.isFormField,
    calculationFormula: change.calculationFormula ?? known.calculationFormula,
    numberDisplayHint: change.numberDisplayHint ?? known.numberDisplayHint,
    textDisplayHint: change.textDisplayHint ?? known.textDisplayHint,
    dateDisplayHint: change.dateDisplayHint ?? known.dateDisplayHint,
    currencyPropertyName: change.currencyPropertyName ?? known.currencyPropertyName,
    showsCurrencySymbol: change.showCurrencySymbol ?? known.showsCurrencySymbol,
    updatedAt: call.now,
  };
  call.sandbox.saveProperty(call.portal, type, changed);
  return changed;
}

export function archiveProperty(call: PortalCall, type: ObjectType, known: Property): void {
  const refusal = findUse(known, type);
  if (refusal !== null) throw refusal;
  call.sandbox.saveProperty(call.portal, type, { ...known, archivedAt: call.now });
}

export function findProperty(type: ObjectType, name: string, { isArchived } = { isArchived: false }): Property {
  const known = type.properties.get(name);
  if (known !== undefined && (known.archivedAt !== null) === isArchived) return known;
  throw new Refused(404, { message: `Property ${name} does not exist`, category: "OBJECT_NOT_FOUND" });
}

function define(given: PropertyDefinition, now: number): Property {
  const { name, label, type, fieldType, hidden, formField, externalOptions, showCurrencySymbol, ...same } = given;
  const isCalculated = fieldType === "calculation_equation";
  return property(name, label, type, fieldType, {
    ...same,
    isHidden: hidden,
    isFormField: formField,
    hasExternalOptions: externalOptions,
    showsCurrencySymbol: showCurrencySymbol,
    isCalculated,
    isReadOnly: isCalculated,
    isHubSpotDefined: false,
    createdAt: now,
    updatedAt: now,
  });
}
