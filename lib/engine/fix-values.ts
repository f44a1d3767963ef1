import type { Cause } from "./causes";
import type { Fix } from "./fixes";
import { findNearestOption } from "./rank-options";
import { countTaken, findCleaning, listRefusedValues, type TriedField } from "./try-values";
import type { Cell, ColumnType, FieldMapping, Property, PropertyOption } from "./types";

export interface RefusedValues {
  readonly cause: Pick<Cause, "stage" | "code" | "option">;
  readonly field: FieldMapping;
  readonly property: Property;
  readonly columnType: ColumnType;
  /** Empty where the rows aren't known. */
  readonly cells: readonly Cell[];
}

/** What can be done about values that a field's property doesn't take. */
export function fixValues(refused: RefusedValues): { fixes: readonly Fix[]; isFixed: boolean } {
  const { cause, field, property, cells } = refused;
  const option = cause.option?.endsWith("…") ? null : cause.option;
  if (field.value.kind === "constant") {
    return { fixes: addOption(cause, property, option === null ? [] : [option]), isFixed: false };
  }
  const tried = makeTried(refused);
  const found = listRefusedValues(tried);
  const values = found.length > 0 || option === null ? found : [option];
  const cleans = cleanValues(cause, tried);
  const isCleanEnough = cleans.some((fix) => fix.kind === "clean" && fix.fitting === cells.length);
  const replaced = replaceValues(cause, property, { values, options: option === null ? values : [option] });
  const skip: Fix[] = tried.isRefusedByHubSpot ? [] : [{ kind: "skip_invalid", property: property.name }];
  const others = hasTargets(property) ? [...replaced, ...skip] : [...skip, ...replaced];
  return {
    fixes: isCleanEnough ? [...cleans, ...others] : [...others, ...cleans],
    isFixed: isTakenNow(refused, tried, option),
  };
}

function makeTried({ cause, field, property, columnType, cells }: RefusedValues): TriedField {
  const isRefusedByHubSpot = cause.stage !== "preflight";
  return { property, columnType, conversions: field, cells, option: cause.option, isRefusedByHubSpot };
}

function isTakenNow({ cause, property, cells }: RefusedValues, tried: TriedField, option: string | null): boolean {
  if (cause.code === "INVALID_OPTION" && option !== null && isOption(property, option)) return true;
  return !tried.isRefusedByHubSpot && cells.length > 0 && countTaken(tried) === cells.length;
}

function cleanValues({ code }: RefusedValues["cause"], tried: TriedField): Fix[] {
  if (tried.isRefusedByHubSpot && !canTell(code, tried.property)) return [];
  const cleaning = findCleaning(tried);
  if (cleaning === null) return [];
  return [{ kind: "clean", property: tried.property.name, tried: tried.cells.length, ...cleaning }];
}

/** Of most that HubSpot refuses it alone knows what it would take instead. */
function canTell(code: string, { rules, options, hasExternalOptions }: Property): boolean {
  if (code === "INVALID_OPTION") return options.length > 0 && !hasExternalOptions;
  return ["MAX_LENGTH", "WHITESPACE"].some((type) => code === `INVALID_${type}` && rules.some((r) => r.type === type));
}

/** Mapping refused values, and adding one as an option: a value that is nearly an option means that one, as a rule. */
function replaceValues(
  cause: RefusedValues["cause"],
  property: Property,
  { values, options }: { values: readonly string[]; options: readonly string[] },
): Fix[] {
  const mapped = mapValues(property, values);
  const added = addOption(cause, property, options);
  const isNear = mapped.some((fix) => fix.kind === "map_value" && fix.values.some(({ nearest }) => nearest !== null));
  return isNear ? [...mapped, ...added] : [...added, ...mapped];
}

function addOption({ code }: RefusedValues["cause"], property: Property, values: readonly string[]): Fix[] {
  const [value] = values;
  if (code !== "INVALID_OPTION" || !property.canAddOptions || value === undefined || values.length > 1) return [];
  if (value.includes(";") || isOption(property, value)) return [];
  return [{ kind: "add_option", property: property.name, value }];
}

function isOption({ options }: Property, value: string): boolean {
  return options.some((option) => option.value === value);
}

const longestValue = 1_000;
const mostValues = 20;

function mapValues(property: Property, refused: readonly string[]): Fix[] {
  const usable = refused.filter((value) => value !== "" && value.length <= longestValue && value.isWellFormed());
  if (usable.length === 0) return [];
  const targets = listTargets(property);
  const values = usable.slice(0, mostValues).map((from) => ({ from, nearest: findNearestOption(from, targets) }));
  return [{ kind: "map_value", property: property.name, values }];
}

const yesAndNo: readonly PropertyOption[] = [
  { value: "true", label: "Yes", hidden: false },
  { value: "false", label: "No", hidden: false },
];

/** What a value of the property can be replaced by; empty where that is any text. */
export function listTargets({ type, options }: Pick<Property, "type" | "options">): readonly PropertyOption[] {
  return type === "bool" && options.length === 0 ? yesAndNo : options;
}

function hasTargets(property: Property): boolean {
  return listTargets(property).length > 0;
}
