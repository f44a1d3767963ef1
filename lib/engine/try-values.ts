import { holdsSeveral, splitEntries } from "./convert-enumeration";
import { createConverter } from "./convert-value";
import { cleanSteps, createShape } from "./shape-value";
import { showText } from "./show-text";
import type { Cell, CleanStep, ColumnType, FieldConversions, Property } from "./types";

/** The cells of refused rows, and the field that they were refused by, as it is now. */
export interface TriedField {
  readonly property: Property;
  readonly columnType: ColumnType;
  readonly conversions: FieldConversions;
  readonly cells: readonly Cell[];
  /** The refused option, where the cells were refused for it. */
  readonly option: string | null;
  /** By whom: a value that the preflight took is only better once another one is sent in its place. */
  readonly isRefusedByHubSpot: boolean;
}

// Options are cut to this length where they are kept.
const optionCharacters = 100;

/** How many of the cells the field as it is would take by now. */
export function countTaken(field: TriedField): number {
  return field.conversions.whenInvalid === "skip" && !field.isRefusedByHubSpot
    ? field.cells.length
    : countFitting(field, field.conversions.clean ?? []);
}

const trials: readonly (readonly CleanStep[])[] = [
  ["trim"],
  ["collapse"],
  ["trim", "collapse"],
  ["lower"],
  ["upper"],
  ["trim", "collapse", "lower"],
  ["trim", "collapse", "upper"],
];

/** The fewest steps of cleaning that make the most cells valid, beside those that the field has; null when none does. */
export function findCleaning(field: TriedField): { steps: CleanStep[]; fitting: number } | null {
  let best: { steps: CleanStep[]; fitting: number } | null = null;
  for (const steps of trials) {
    const fitting = countFitting(field, addSteps(field.conversions.clean ?? [], steps));
    if (fitting > (best?.fitting ?? 0)) best = { steps: [...steps], fitting };
  }
  return best;
}

/** Steps of cleaning with others added; of small letters and capitals the added one stays. */
export function addSteps(clean: readonly CleanStep[], added: readonly CleanStep[]): CleanStep[] {
  const isUndone = (step: CleanStep) =>
    (step === "lower" && added.includes("upper")) || (step === "upper" && added.includes("lower"));
  return cleanSteps.filter((step) => added.includes(step) || (clean.includes(step) && !isUndone(step)));
}

/** The values that were refused, as the rows bring them, each once; of a property of several options its entries. */
export function listRefusedValues(field: TriedField): string[] {
  const { property, option, isRefusedByHubSpot } = field;
  const convert = createConverter(property, "text", createShape(field.conversions, property));
  const values = new Set<string>();
  for (const entry of field.cells.flatMap((cell) => listEntries(field, cell))) {
    const converted = convert(entry);
    if (converted === null) continue;
    const sent = typeof converted === "string" ? converted : (converted.option ?? entry.trim());
    const isRefused = isRefusedByHubSpot || typeof converted !== "string";
    if (isRefused && (option === null || isSameOption(sent, option))) values.add(entry);
  }
  return [...values];
}

function isSameOption(value: string, option: string): boolean {
  return showText(value, optionCharacters) === showText(option, optionCharacters);
}

function listEntries({ property, columnType }: TriedField, cell: Cell): string[] {
  if (cell === null) return [];
  const entries = holdsSeveral(property) ? splitEntries(columnType, cell) : [cell];
  const isText = property.type === "string" || property.type === "unknown";
  return (entries ?? []).map((entry) => (isText ? entry : entry.trim()));
}

function countFitting(field: TriedField, clean: CleanStep[]): number {
  const { property, columnType, conversions, cells, isRefusedByHubSpot } = field;
  const before = createConverter(property, columnType);
  const convert = createConverter(property, columnType, createShape({ ...conversions, clean }, property));
  return cells.filter((cell) => {
    if (cell === null) return !isRefusedByHubSpot;
    const converted = convert(cell);
    if (converted !== null && typeof converted !== "string") return false;
    return (!isRefusedByHubSpot || converted !== before(cell)) && keepsRules(property, converted ?? "");
  }).length;
}

/** Whether a value keeps those of the property's rules that can be told here: its length, and no blanks. */
function keepsRules({ rules }: Property, value: string): boolean {
  return rules.every(({ type, arguments: [limit] }) => {
    if (type === "MAX_LENGTH") return value.length <= Number(limit);
    return type !== "WHITESPACE" || !/\s/.test(value);
  });
}
