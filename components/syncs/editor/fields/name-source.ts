import type { DraftField } from "../../draft/sync-draft";

/** Where a field's value comes from, as a short line says it. */
export function nameSource({ kind, column, constant, template }: DraftField): string {
  switch (kind) {
    case "column":
      return column || "no column yet";
    case "constant":
      return constant === "" ? "no constant yet" : `“${constant}”`;
    case "template":
      return template.trim().replaceAll(/\s+/g, " ") || "no template yet";
    default:
      return kind satisfies never;
  }
}
