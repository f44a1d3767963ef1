import { startTestExecutor } from "./test-app";

// An executor in a process of its own, for tests that kill it: `{ databaseUrl, appUrl, … }` as its one argument.
const executor = await startTestExecutor(JSON.parse(process.argv[2] ?? "{}"));
process.stdout.write(`${executor.url}\n`);
