import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const withDatabase = ["**/*.db.test.ts"];
const integration = ["e2e/integration/**/*.test.ts"];
const never = ["**/node_modules/**", "**/.next/**", "**/.data/**"];
// Processes go from file to file, as loading the packages takes longer than most files do.
const afresh = { isolate: false, setupFiles: "./lib/local/testing/afresh.ts" };

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    // Vitest leaves a core alone; but the tests wait more than they work, for databases and for HubSpot's patience.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...withDatabase, ...integration, ...never],
          ...afresh,
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: withDatabase,
          ...afresh,
          exclude: never,
          globalSetup: "./lib/local/testing/global-setup.ts",
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: "integration",
          include: integration,
          exclude: never,
          globalSetup: "./lib/local/testing/global-setup.ts",
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
