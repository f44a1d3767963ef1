import { Badge } from "@/components/ui/badge";

const facts = [
  { rows: "New rows", effect: "create a record with the mapped properties." },
  {
    rows: "Rows that match a record",
    effect:
      "update its mapped properties, if they differ from what HubSpot last accepted. No other property is touched.",
  },
  { rows: "Rows that are gone from the source", effect: "change nothing: their records stay as they are." },
] as const;

/** The one mode there is, and what it does to each kind of row. */
export function ModeFacts() {
  return (
    <div className="rounded-md border bg-sunken px-3 py-2.5">
      <p className="mb-1.5 flex items-center gap-2 text-sm font-medium">
        What a run does <Badge>Upsert</Badge>
      </p>
      <dl className="grid gap-1 text-xs">
        {facts.map(({ rows, effect }) => (
          <div key={rows}>
            <dt className="inline font-medium text-ink">{rows}</dt> <dd className="inline text-muted">{effect}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
