import { vi } from "vitest";

// Run before each file of a process that goes from file to file: what is our own begins anew. That is the modules, what
// the product keeps beside them on the process, and what a file has put in the place of the clock and the environment.
vi.useRealTimers();
vi.unstubAllEnvs();
vi.resetModules();
for (const name of Object.keys(globalThis)) if (name.startsWith("sluice")) Reflect.deleteProperty(globalThis, name);
