import type { DraftField } from "../../draft/sync-draft";

/** Where a field's value comes from, as a short line says it. */
export function nameSource({ kind, column, constant, template }: DraftField): string {
  switch (kind) {
    case "column":
      return column || "no column yet";
    case "constant":
      return constant === "" ? "no constant yet" : `“${shorten(constant)}”`;
    case "template":
      return shorten(template.trim().replaceAll(/\s+/g, " ")) || "no template yet";
    default:
      return kind satisfies never;
  }
}

const most = 200;

/** No line is that wide, and none should be read out at such length; half of an emoji is left out, too. */
function shorten(text: string): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
