import path from "node:path";
import { defineConfig } from "prisma/config";

// Prisma's own schema engine is a download; where that can't be had, prisma/schema-engine.mjs runs the WebAssembly
// build of the same engine from npm. Windows can't spawn it and keeps the stock one.
if (process.platform !== "win32") {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= path.join(import.meta.dirname, "prisma/schema-engine.mjs");
}
process.env.CHECKPOINT_DISABLE ??= "1";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
