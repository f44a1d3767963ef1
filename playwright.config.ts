import { defineConfig, devices } from "@playwright/test";

const port = Number(process.env.E2E_PORT ?? 3210);
const isRoot = process.getuid?.() === 0;
const quiet = [
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default defineConfig({
  testDir: "e2e/journeys",
  outputDir: "test-results",
  // The journeys share one product and build on each other's work.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [["list"]],
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://localhost:${port}`,
    actionTimeout: 15_000,
    // A trace costs as much again as half of the journeys; `--trace retain-on-failure` takes them where one is missed.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(process.env.PLAYWRIGHT_CHROMIUM_PATH ? { executablePath: process.env.PLAYWRIGHT_CHROMIUM_PATH } : {}),
      args: [...(isRoot ? ["--no-sandbox"] : []), ...quiet],
    },
  },
  webServer: {
    command: `node --import tsx e2e/support/serve.ts ${port}`,
    wait: { stdout: /The product is ready/ },
    stdout: "pipe",
    timeout: 120_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 20_000 },
  },
});
