import { readProperties } from "@/lib/connections/read-properties";
import { type CompiledMapping, compileMapping } from "@/lib/engine/compile-mapping";
import { mapRow } from "@/lib/engine/map-row";
import type { Column, SourceRow } from "@/lib/engine/types";
import { createPayloadHasher } from "@/lib/runs/hash-payload";
import { parsePostgresUrl } from "@/lib/sources/postgres/config";
import { openPostgresSource } from "@/lib/sources/postgres/open-postgres-source";
import { CommandError } from "../say";
import { type Bench, CONTACTS, type Measure } from "./bench";
import type { Figure } from "./figures";
import { benchMapping } from "./tables";
import { time } from "./time";

const TABLE = "engine_rows";
const TABLE_ROWS = 20_000;
const ROUNDS = 10;

/** The engine alone: rows that lie in memory are mapped, checked and hashed, in one thread. */
export const measureEngine: Measure = {
  name: "engine",
  tables: () => [{ name: TABLE, rows: TABLE_ROWS }],
  async take(bench) {
    const { columns, rows } = await readAll(bench);
    const { properties } = await readProperties(bench.actor, { portalId: bench.portalId, objectTypeId: CONTACTS });
    const result = compileMapping({
      mapping: benchMapping,
      columns,
      properties,
      objectTypeId: CONTACTS,
      mode: "upsert",
    });
    if (!result.ok) throw new CommandError(result.problems.map(({ message }) => message).join(" "));
    const { compiled } = result;
    const hashPayload = createPayloadHasher(compiled.fields.map(({ property }) => property));
    mapAll(compiled, rows, hashPayload); // until the code is warm
    const mapped = await repeat(() => mapAll(compiled, rows));
    const hashed = await repeat(() => mapAll(compiled, rows, hashPayload));
    const figure = (measured: string, seconds: number, remark: string): Figure => ({
      measured,
      rows: TABLE_ROWS * ROUNDS,
      seconds,
      remark,
    });
    return [
      figure("engine: map and check, one thread", mapped, "ten fields a row"),
      figure("engine: map, check and hash, one thread", hashed, `of it the hash ${(hashed - mapped).toFixed(2)} s`),
    ];
  },
};

async function readAll({ warehouseUrl }: Bench): Promise<{ columns: readonly Column[]; rows: SourceRow[] }> {
  const source = openPostgresSource(parsePostgresUrl(warehouseUrl));
  const rows: SourceRow[] = [];
  let columns: readonly Column[] = [];
  const query = { kind: "table", schema: "crm", table: TABLE } as const;
  for await (const batch of source.read(query, { batchRows: 5_000 })) {
    columns = batch.columns;
    rows.push(...batch.rows);
  }
  return { columns, rows };
}

function mapAll(
  mapping: CompiledMapping,
  rows: readonly SourceRow[],
  hash: ReturnType<typeof createPayloadHasher> | null = null,
): void {
  for (const row of rows) {
    const mapped = mapRow(mapping, row);
    if (!mapped.ok) throw new CommandError("The engine refused a row that was made to be good.");
    hash?.(mapped.payload);
  }
}

async function repeat(work: () => void): Promise<number> {
  const { seconds } = await time(async () => {
    for (let round = 0; round < ROUNDS; round += 1) work();
  });
  return seconds;
}
