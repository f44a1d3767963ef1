import type { ReadTemplate } from "./template";
import type { MappedValue } from "./types";

/** The columns that a mapped value takes. Those of a template that can't be read are none. */
export function listReadColumns(value: MappedValue, readTemplate: ReadTemplate | null | undefined): readonly string[] {
  switch (value.kind) {
    case "column":
      return [value.column];
    case "constant":
      return [];
    case "template": {
      const reading = readTemplate?.(value.template);
      return reading?.ok ? [...reading.columns.keys()] : [];
    }
    default:
      return value satisfies never;
  }
}
