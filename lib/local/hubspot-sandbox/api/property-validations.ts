import { needs, objectTypeOf, type Route } from "@/lib/local/hubspot-sandbox/api/call";
import { replyJson } from "@/lib/local/hubspot-sandbox/http/answer";
import type { ValidationRule } from "@/lib/local/hubspot-sandbox/records/check-rules";

export const propertyValidationRoutes: readonly Route[] = [
  {
    kind: "portal",
    method: "GET",
    family: "propertyValidations",
    path: "/{objectType}",
    scopes: needs("read-schema"),
    answer: (call) =>
      replyJson(200, {
        results: [...objectTypeOf(call).rules].map(([propertyName, rules]) => ({
          propertyName,
          propertyValidationRules: rules.map(render),
        })),
      }),
  },
  {
    kind: "portal",
    method: "GET",
    family: "propertyValidations",
    path: "/{objectType}/{property}",
    scopes: needs("read-schema"),
    answer: (call) =>
      replyJson(200, { results: (objectTypeOf(call).rules.get(call.params.property ?? "") ?? []).map(render) }),
  },
];

function render({ ruleType, ruleArguments, shouldApplyNormalization = false }: ValidationRule) {
  return { ruleType, ruleArguments, shouldApplyNormalization };
}
