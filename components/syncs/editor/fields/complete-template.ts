import type { CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { ColumnView } from "@/lib/api/sources";
import { templateFilters, templateTags } from "@/lib/engine/template-language";

/** What can be written at a place of a template: columns in an output, filters after a bar, tags in a tag. */
export function completeTemplate(context: CompletionContext, columns: readonly ColumnView[]): CompletionResult | null {
  const before = context.state.sliceDoc(Math.max(0, context.pos - 500), context.pos);
  const opened = Math.max(before.lastIndexOf("{{"), before.lastIndexOf("{%"));
  if (opened === -1 || opened < Math.max(before.lastIndexOf("}}"), before.lastIndexOf("%}"))) return null;
  const inside = before.slice(opened);
  const word = /[\p{L}\p{N}_-]*$/u.exec(inside)?.[0] ?? "";
  const from = context.pos - word.length;
  if (/\|\s*[\p{L}_]*$/u.test(inside)) {
    return { from, options: templateFilters.map(({ name, does }) => ({ label: name, detail: does })) };
  }
  const tags = /^\{%-?\s*\w*$/.test(inside) ? templateTags.map((label) => ({ label, detail: "tag" })) : [];
  if (tags.length === 0 && word === "" && !context.explicit && !/\{\{-?\s*$/.test(inside)) return null;
  return { from, options: [...tags, ...columns.map(toOption)] };
}

function toOption({ name, nativeType }: ColumnView) {
  return { label: name, detail: nativeType, apply: writeName(name) };
}

/** A column as a template names it. */
export function writeName(name: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(name) && name !== "row" ? name : `row[${JSON.stringify(name)}]`;
}
