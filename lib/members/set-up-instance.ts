import type { SetUpInput } from "../api/account";
import { hashPassword } from "../auth/password";
import { inTransaction } from "../db";
import { AppError } from "../errors";

// Any number: it only has to be the same in every process that sets up.
const SET_UP_LOCK = 735_112_004;

/** Makes the first account, its workspace and the owner's membership. An instance is set up once. */
export async function setUpInstance(input: SetUpInput): Promise<{ userId: string; workspaceId: string }> {
  const passwordHash = await hashPassword(input.password);
  return inTransaction(async (client) => {
    await client.query("select pg_advisory_xact_lock($1)", [SET_UP_LOCK]);
    const { rowCount } = await client.query('select 1 from "User" limit 1');
    if (rowCount) throw new AppError("conflict", "This instance is set up already. Sign in instead.");
    const { rows } = await client.query<{ userId: string; workspaceId: string }>(
      `with account as (
         insert into "User" (id, email, name, "passwordHash") values (gen_random_uuid(), $1, $2, $3) returning id
       ), space as (
         insert into "Workspace" (id, name) values (gen_random_uuid(), $4) returning id
       )
       insert into "Member" ("workspaceId", "userId", role) select space.id, account.id, 'owner' from account, space
       returning "userId", "workspaceId"`,
      [input.email, input.name, passwordHash, input.workspaceName],
    );
    const [made] = rows;
    if (!made) throw new Error("The membership was not returned.");
    return made;
  });
}
