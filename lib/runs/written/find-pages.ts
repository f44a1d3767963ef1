import { getPool } from "../../db";
import { findPlace } from "./page-sieve";
import type { PlacedPage } from "./read-page";

export interface FoundPage extends PlacedPage {
  readonly writtenAt: Date;
}

interface PageSearch {
  readonly workspaceId: string;
  readonly entries: readonly string[];
  /** Where the search before ended; null at first. */
  readonly after: Pick<PlacedPage, "runId" | "index"> | null;
  readonly most: number;
}

/**
 * Pages that can hold one of some entries, those of the latest runs first: of each page the database looks at 64 bytes
 * for each entry, however large it is.
 */
export async function findPages({ workspaceId, entries, after, most }: PageSearch): Promise<FoundPage[]> {
  const places = entries.map(findPlace);
  const { rows } = await getPool().query<FoundPage>(
    `select p."runId", p.index, p."storageId", p."writtenAt", r."syncId", r."workspaceId"
     from "WrittenPage" p join "Run" r on r.id = p."runId"
     where r."workspaceId" = $1 and ($2::uuid is null or (p."runId", p.index) < ($2, $3::int))
       and exists (
         select from unnest($4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[])
           e(block, b1, b2, b3, b4, b5, b6)
         cross join lateral (
           select substring(p.sieve from e.block % (octet_length(p.sieve) / 64) * 64 + 1 for 64) as bits offset 0) s
         where get_bit(s.bits, e.b1) = 1 and get_bit(s.bits, e.b2) = 1 and get_bit(s.bits, e.b3) = 1
           and get_bit(s.bits, e.b4) = 1 and get_bit(s.bits, e.b5) = 1 and get_bit(s.bits, e.b6) = 1)
     order by p."runId" desc, p.index desc limit $11`,
    [
      ...[workspaceId, after?.runId ?? null, after?.index ?? null],
      places.map(({ block }) => block),
      ...[0, 1, 2, 3, 4, 5].map((bit) => places.map(({ bits }) => bits[bit] ?? 0)),
      most,
    ],
  );
  return rows;
}
