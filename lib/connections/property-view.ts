import type { PropertyView } from "../api/portals";
import type { Property } from "../engine/types";

export function viewProperty(property: Property): PropertyView {
  return {
    ...property,
    options: [...property.options],
    rules: property.rules.map((rule) => ({ type: rule.type, arguments: [...rule.arguments] })),
  };
}
