import { getDb } from "../db";

/** True once somebody has an account here. */
export async function isSetUp(): Promise<boolean> {
  return (await getDb().user.findFirst({ select: { id: true } })) !== null;
}
