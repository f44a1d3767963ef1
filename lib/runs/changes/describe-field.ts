import type { Mapping } from "../../api/syncs";

type Field = Mapping["fields"][number];

/** How the parts of a field are called; whatever has no name here is called as it is stored. */
const names: Readonly<Record<string, string>> = {
  write: "written",
  whenEmpty: "when empty",
  whenInvalid: "when invalid",
  clean: "cleaned by",
  valueMap: "value map",
};
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  write: {
    always: "always",
    if_empty: "only where the record has no value",
    on_create: "only when the record is created",
  },
  whenEmpty: { skip: "HubSpot keeps what it has", clear: "HubSpot's value is emptied" },
  whenInvalid: { reject: "the row is rejected", skip: "the value is left out" },
};

/** A field in words, a line for each part of it: where its value comes from, and what is done to it. */
export function describeField({ property: _property, value, ...parts }: Field): string {
  const lines = Object.entries(parts).flatMap(([name, part]) => {
    if (part === undefined || part === null || (Array.isArray(part) && part.length === 0)) return [];
    return `${names[name] ?? name}: ${describePart(name, part)}`;
  });
  return [describeValue(value), ...lines].join("\n");
}

function describeValue({ kind, ...parts }: Field["value"]): string {
  return `${kind} ${Object.values(parts).map(describeAny).join(" ")}`;
}

function describePart(name: string, part: unknown): string {
  if (name === "valueMap" && Array.isArray(part)) {
    return part.map((entry) => Object.values(Object(entry)).map(describeAny).join(" → ")).join(", ");
  }
  if (Array.isArray(part)) return part.map(describeAny).join(", ");
  return typeof part === "string" ? (words[name]?.[part] ?? part) : describeAny(part);
}

const describeAny = (part: unknown): string => (typeof part === "string" ? part || "nothing" : JSON.stringify(part));
