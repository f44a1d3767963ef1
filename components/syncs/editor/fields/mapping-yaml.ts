import { LineCounter, parseDocument, stringify } from "yaml";
import { readInput } from "@/lib/api/read-input";
import { Mapping } from "@/lib/api/syncs";
import type { Mapping as EngineMapping } from "@/lib/engine/types";
import type { CodeFault } from "./code-field";

/** A mapping as YAML: what `readMappingYaml` reads as the same mapping. */
export function writeMappingYaml(mapping: EngineMapping): string {
  return stringify(mapping, { lineWidth: 0, aliasDuplicateObjects: false });
}

/** A mapping out of YAML, or what is wrong with it, each at its line. */
export function readMappingYaml(
  text: string,
): { readonly ok: true; readonly mapping: Mapping } | { readonly ok: false; readonly faults: readonly CodeFault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const toFault = (offset: number, message: string): CodeFault => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col), message };
  };
  if (document.errors.length > 0) {
    return {
      ok: false,
      faults: document.errors.map(({ pos, message }) => toFault(pos[0], message.split("\n")[0] ?? "")),
    };
  }
  const place = (path: readonly PropertyKey[]): number => {
    const node: unknown = document.getIn(path, true);
    if (typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range)) return node.range[0];
    return path.length === 0 ? 0 : place(path.slice(0, -1));
  };
  const raw = readPlain(document);
  const read = readInput(Mapping, raw);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => toFault(place(path), `${namePath(path)}: ${message}`));
    return { ok: false, faults };
  }
  const unknown = listUnknown(raw, read.data);
  if (unknown.length === 0) return { ok: true, mapping: read.data };
  return {
    ok: false,
    faults: unknown.map((path) => toFault(place(path), `${namePath(path)} is nothing that a mapping has.`)),
  };
}

/** What the document holds; of one whose aliases make it too large, nothing. */
function readPlain(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return null;
  }
}

function namePath(path: readonly PropertyKey[]): string {
  return path.length === 0
    ? "The mapping"
    : path.map((part) => (typeof part === "number" ? part + 1 : String(part))).join(" › ");
}

/** Places that were written and would be lost. */
function listUnknown(raw: unknown, read: unknown, path: readonly PropertyKey[] = []): PropertyKey[][] {
  if (typeof raw !== "object" || raw === null || typeof read !== "object" || read === null) return [];
  return Object.entries(raw).flatMap(([key, value]) => {
    const part = Array.isArray(raw) ? Number(key) : key;
    if (!Object.hasOwn(read, key)) return [[...path, part]];
    return listUnknown(value, Object.getOwnPropertyDescriptor(read, key)?.value, [...path, part]);
  });
}
