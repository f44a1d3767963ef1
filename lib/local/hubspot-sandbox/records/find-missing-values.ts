import type { WriteContext } from "@/lib/local/hubspot-sandbox/records/check-values";
import type { MissingValue } from "@/lib/local/hubspot-sandbox/records/record-problem";
import type { Values } from "@/lib/local/hubspot-sandbox/records/stored-record";

/** What 2026-09 asks for and a record would lack. `written` are the properties of this write, `after` the whole record. */
export function findMissingValues(
  written: Values,
  after: Values,
  isCreate: boolean,
  context: WriteContext,
): readonly MissingValue[] {
  if (!context.isStrict) return [];
  const required = isCreate ? findRequired(after, context) : [];
  const conditional = context.type.conditionalRules
    .filter((rule) => written[rule.property] === rule.value && !after[rule.requires])
    .map(
      (rule): MissingValue => ({
        property: rule.requires,
        code: "MISSING_CONDITIONAL_REQUIRED_PROPERTY",
        message: `${rule.requires} is required because of a conditional property rule based on [${rule.property}]`,
      }),
    );
  return [...required, ...conditional];
}

function findRequired(after: Values, { type, switches }: WriteContext): readonly MissingValue[] {
  const isPipelineAsked = type.pipelineProperties !== null && type.pipelines.length > 1;
  const groups = [
    ...type.requiredOnCreate.map((name) => [name]),
    ...(switches.requiresWhatTheGuidesRequire ? type.requiredByGuides : []),
    ...(switches.requiresWhatTheGuidesRequire ? (type.custom?.requiredProperties ?? []).map((name) => [name]) : []),
    ...(switches.requiresWhatTheGuidesRequire && isPipelineAsked ? [[type.pipelineProperties?.pipeline ?? ""]] : []),
  ];
  const missing = groups.filter((names) => !names.some((name) => after[name])).map(([first = ""]) => first);
  return [...new Set(missing)].map((property) => ({
    property,
    code: "MISSING_REQUIRED_PROPERTY",
    message: `A value for ${property} must be provided`,
  }));
}
