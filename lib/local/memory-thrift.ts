/**
 * How a process that streams rows is told to be thrifty: V8 looks through new objects after 8 MB of them instead of 16,
 * and glibc keeps one heap for all threads instead of up to eight for each core, which it hardly ever gives back. Some
 * 30 MB of 220 in all (docs/performance.md).
 */
export const thriftyFlags: readonly string[] = ["--max-semi-space-size=8"];
export const thriftyVariables = { MALLOC_ARENA_MAX: "1" };
