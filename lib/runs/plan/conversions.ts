/**
 * Which conversions this is: a digest of the code by which cells become payloads, without its comments. Fingerprints
 * begin with it, so that rows are mapped again when that code has changed. conversions.test.ts says what it has to be.
 */
export const CONVERSIONS = "4bf87591aca0f2c0";
