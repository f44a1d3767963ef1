import pg from "pg";
import { demoProperties } from "@/lib/local/demo/portal-properties";
import type { DemoSyncName } from "@/lib/local/demo/syncs";
import { demoSyncs } from "@/lib/local/demo/syncs";
import type { SandboxRecord } from "./sandbox-admin";

/** What a record has to hold for a row of the demo's tables, said without the engine that made it so. */
type Kind = "text" | "number" | "boolean" | "day" | "instant" | "option";

const kinds: Readonly<Record<string, Kind>> = {
  elevation_ft: "number",
  latitude: "number",
  longitude: "number",
  employees_managed: "number",
  amount: "number",
  has_scheduled_service: "boolean",
  newsletter: "boolean",
  joined_on: "day",
  closedate: "instant",
  signed_at: "instant",
  seniority: "option",
};

export type WarehouseRow = Readonly<Record<string, string | null>>;

export async function readWarehouse(url: string, table: DemoSyncName): Promise<WarehouseRow[]> {
  const client = new pg.Client({ connectionString: url, types: { getTypeParser: () => (text: string) => text } });
  await client.connect();
  try {
    await client.query("set timezone = 'UTC'");
    return (await client.query<WarehouseRow>(`select * from crm.${table}`)).rows;
  } finally {
    await client.end();
  }
}

/** The differences between a row and its record, in words; none when they are equal value by value. */
export function compare(table: DemoSyncName, row: WarehouseRow, record: SandboxRecord | undefined): string[] {
  const sync = demoSyncs.find(({ name }) => name === table);
  if (!sync) throw new Error(`The demo has no sync of ${table}.`);
  const match = row[sync.mapping.match.column];
  if (!record) return [`${match}: no record`];
  return sync.mapping.fields.flatMap(({ property, value }) => {
    if (value.kind === "template") throw new Error("The demo has no templates.");
    const wanted = value.kind === "constant" ? value.value : row[value.column];
    const held = record.properties[property] ?? null;
    return isEqual(kinds[property] ?? "text", wanted ?? null, held)
      ? []
      : [`${match}: ${property} is ${held}, not ${wanted}`];
  });
}

function isEqual(kind: Kind, wanted: string | null, held: string | null): boolean {
  const isEmpty = wanted === null || wanted === "" || (kind !== "text" && wanted.trim() === "");
  if (isEmpty) return held === null || held === "";
  if (held === null) return false;
  switch (kind) {
    case "text":
      return held === wanted;
    case "number":
      return Number(held) === Number(wanted);
    case "boolean":
      return held === (wanted === "t" ? "true" : "false");
    case "option":
      // The table has a value in some rows and its label in others; HubSpot holds the value.
      return demoProperties.some(({ options }) =>
        options?.some(({ label, value }) => value === held && [value, label].includes(wanted)),
      );
    case "day":
      return held.slice(0, 10) === wanted.slice(0, 10);
    case "instant":
      return Date.parse(held) === Date.parse(wanted.length === 10 ? `${wanted}T00:00:00Z` : wanted);
    default:
      return kind satisfies never;
  }
}

/** The match value as HubSpot keeps it. */
export function keyOf(table: DemoSyncName, row: WarehouseRow): string {
  const sync = demoSyncs.find(({ name }) => name === table);
  const value = (row[sync?.mapping.match.column ?? ""] ?? "").trim();
  return table === "people" ? value.toLowerCase() : value;
}
