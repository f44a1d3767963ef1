import { getPool } from "@/lib/db";

export const dynamic = "force-dynamic";

/** Says that the app answers and reaches its database. */
export async function GET(): Promise<Response> {
  try {
    await getPool().query("select 1");
    return Response.json({ ok: true });
  } catch {
    return Response.json({ ok: false, message: "The database does not answer. Check DATABASE_URL." }, { status: 503 });
  }
}
