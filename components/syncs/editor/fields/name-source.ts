import { showText } from "@/lib/engine/show-text";
import type { DraftField } from "../../draft/sync-draft";

// No line is that wide, and none should be read out at such length.
const most = 200;

/** Where a field's value comes from, as a short line says it. */
export function nameSource({ kind, column, constant, template }: DraftField): string {
  switch (kind) {
    case "column":
      return column || "no column yet";
    case "constant":
      return constant === "" ? "no constant yet" : `“${showText(constant, most)}”`;
    case "template":
      return showText(template.trim().replaceAll(/\s+/g, " "), most) || "no template yet";
    default:
      return kind satisfies never;
  }
}
