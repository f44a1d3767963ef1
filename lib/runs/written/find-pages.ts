import { getPool } from "../../db";
import { findPlace } from "./page-sieve";
import type { PlacedPage } from "./read-page";

export interface FoundPage extends PlacedPage {
  /** Of a row that was sent by hand it is null, and `sentRowId` isn't. */
  readonly runId: string | null;
  readonly sentRowId: string | null;
  readonly writtenAt: Date;
}

interface PageSearch {
  readonly workspaceId: string;
  readonly entries: readonly string[];
  /** Where the search before ended; null at first. */
  readonly after: Pick<PlacedPage, "writerId" | "index"> | null;
  readonly most: number;
}

const canHold = `exists (
  select from unnest($4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::int[])
    e(block, b1, b2, b3, b4, b5, b6)
  cross join lateral (
    select substring(p.sieve from e.block % (octet_length(p.sieve) / 64) * 64 + 1 for 64) as bits offset 0) b
  where get_bit(b.bits, e.b1) = 1 and get_bit(b.bits, e.b2) = 1 and get_bit(b.bits, e.b3) = 1
    and get_bit(b.bits, e.b4) = 1 and get_bit(b.bits, e.b5) = 1 and get_bit(b.bits, e.b6) = 1)`;

/**
 * Pages that can hold one of some entries, the latest first, by the ids of runs and of rows sent by hand, which tell the
 * time: of each page the database looks at 64 bytes for each entry, however large it is.
 */
export async function findPages({ workspaceId, entries, after, most }: PageSearch): Promise<FoundPage[]> {
  const places = entries.map(findPlace);
  const { rows } = await getPool().query<FoundPage>(
    `select * from (
       (select p.id, p."runId" as "writerId", p."runId", null::uuid as "sentRowId", p.index, p."storageId", p."writtenAt",
          r."syncId", r."workspaceId"
        from "WrittenPage" p join "Run" r on r.id = p."runId"
        where r."workspaceId" = $1 and ($2::uuid is null or (p."runId", p.index) < ($2, $3::int)) and ${canHold}
        order by p."runId" desc, p.index desc limit $11)
       union all
       (select p.id, s.id, null, s.id, p.index, p."storageId", s."sentAt", s."syncId", s."workspaceId"
        from "SentRow" s join "WrittenPage" p on p."sentRowId" = s.id
        where s."workspaceId" = $1 and ($2::uuid is null or (s.id, p.index) < ($2, $3::int)) and ${canHold}
        order by s.id desc limit $11)) found
     order by "writerId" desc, index desc limit $11`,
    [
      ...[workspaceId, after?.writerId ?? null, after?.index ?? null],
      places.map(({ block }) => block),
      ...[0, 1, 2, 3, 4, 5].map((bit) => places.map(({ bits }) => bits[bit] ?? 0)),
      most,
    ],
  );
  return rows;
}
