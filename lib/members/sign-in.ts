import type { Credentials } from "../api/account";
import { verifyNothing, verifyPassword } from "../auth/password";
import { getDb } from "../db";
import { AppError } from "../errors";

const WINDOW_MS = 15 * 60_000;
const ATTEMPTS_PER_ACCOUNT = 10;
const ATTEMPTS_PER_ADDRESS = 100;

export interface SignedIn {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

/**
 * Checks an e-mail address and a password. Null when they don't belong together. Failed attempts count, per account and
 * per network address; past the limit of a quarter of an hour even the right password waits.
 */
export async function signIn(credentials: Credentials, address: string, now = new Date()): Promise<SignedIn | null> {
  const db = getDb();
  const since = new Date(now.getTime() - WINDOW_MS);
  const account = `account:${credentials.email}`;
  const network = `address:${address}`;
  // Counted before anything is checked, and taken back when it succeeds or waits: attempts at the same moment see each
  // other and can't slip past the limit together.
  const attempts = await db.signInAttempt.createManyAndReturn({
    data: [account, network].map((subject) => ({ subject, attemptedAt: now })),
    select: { id: true },
  });
  const own = { id: { in: attempts.map(({ id }) => id) } };
  const count = (subject: string) => db.signInAttempt.count({ where: { subject, attemptedAt: { gt: since } } });
  const [byAccount, byAddress] = await Promise.all([count(account), count(network)]);
  if (byAccount > ATTEMPTS_PER_ACCOUNT || byAddress > ATTEMPTS_PER_ADDRESS) {
    await db.signInAttempt.deleteMany({ where: own });
    throw new AppError("throttled", "Too many failed attempts. Wait a quarter of an hour, then try again.");
  }
  const user = await db.user.findUnique({ where: { email: credentials.email } });
  if (!user) {
    await verifyNothing(credentials.password);
    return null;
  }
  if (!(await verifyPassword(user.passwordHash, credentials.password))) return null;
  await db.signInAttempt.deleteMany({ where: { OR: [own, { attemptedAt: { lt: since } }] } });
  return { id: user.id, email: user.email, name: user.name };
}
