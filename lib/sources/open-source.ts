import type { PostgresConfig } from "@/lib/sources/postgres/config";
import { openPostgresSource } from "@/lib/sources/postgres/open-postgres-source";
import type { Source } from "@/lib/sources/types";

/** Where a source is, and how one gets in. */
export type SourceSettings = { readonly kind: "postgres"; readonly config: PostgresConfig };

/** Nothing is connected before a method of the source is called. */
export function openSource({ kind, config }: SourceSettings): Source {
  switch (kind) {
    case "postgres":
      return openPostgresSource(config);
    default:
      return kind satisfies never;
  }
}
