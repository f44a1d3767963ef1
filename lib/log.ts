import pino from "pino";
import { readLogLevel } from "./env";

const secrets = [
  "password",
  "token",
  "accessToken",
  "refreshToken",
  "authorization",
  "secret",
  "cookie",
  "row",
  "payload",
];

/** The log of the process, one JSON line an event, on the standard error. Secrets and the contents of rows never reach it. */
export const log = pino(
  {
    level: readLogLevel(),
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[redacted]" },
  },
  pino.destination({ fd: 2, sync: true }),
);
