// npm run db:migrate -- <name>
import path from "node:path";
import { AppError } from "@/lib/errors";
import { writeMigration } from "./write-migration";

try {
  const name = process.argv[2] ?? "";
  const written = await writeMigration({ name, projectDir: path.join(import.meta.dirname, "../..") });
  console.log(`Wrote prisma/migrations/${written}/migration.sql, and generated the client.`);
} catch (thrown) {
  if (!(thrown instanceof AppError)) throw thrown;
  console.error(thrown.message);
  process.exitCode = 1;
}
