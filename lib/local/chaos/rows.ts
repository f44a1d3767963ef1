import pg from "pg";

/** One row in so many is refused by HubSpot. */
export const BAD_ROW_IN = 500;

/** Gives every row of the table a first name of this round, so that all are sent. */
export async function changeRows(warehouseUrl: string, table: string, round: number): Promise<void> {
  const client = new pg.Client({ connectionString: warehouseUrl });
  await client.connect();
  try {
    await client.query(
      `update crm.${table} set first_name = 'Round ' || $1::int || ' ' || substring(email from 'person-(\\d+)@')`,
      [round],
    );
  } finally {
    await client.end();
  }
}

/** What HubSpot has to hold of row `number` after a round, said without the engine; null for one that it refuses. */
export function makeRecord(table: string, round: number, number: number): Readonly<Record<string, string>> | null {
  if (number % BAD_ROW_IN === 0) return null;
  return {
    email: `person-${number}@${table}.example`,
    firstname: `Round ${round} ${number}`,
    lastname: `Last ${number % 977}`,
    jobtitle: `Dispatcher ${number % 90}`,
    phone: `+49 30 ${1_000_000 + number}`,
    employees_managed: String(number % 250),
    newsletter: String(number % 3 === 0),
  };
}
