/**
 * Which conversions this is: a digest of the code by which cells become payloads, without its comments. Fingerprints
 * begin with it, so that rows are mapped again when that code has changed. conversions.test.ts says what it has to be.
 */
export const CONVERSIONS = "11d2168c2bc2e1c7";
