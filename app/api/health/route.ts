import { getPool } from "@/lib/db";
import { readEnv } from "@/lib/env";
import { messageOf } from "@/lib/errors";

export const dynamic = "force-dynamic";

/** Says that the app answers and reaches its database; 500 when it can't, whatever time it is given. */
export async function GET(): Promise<Response> {
  try {
    readEnv();
  } catch (error) {
    return Response.json({ ok: false, message: messageOf(error) }, { status: 500 });
  }
  try {
    await getPool().query("select 1");
    return Response.json({ ok: true });
  } catch {
    return Response.json({ ok: false, message: "The database does not answer. Check DATABASE_URL." }, { status: 503 });
  }
}
