import path from "node:path";
import { CommandError } from "./say";

/** Where the checkout lies. */
export const root = path.resolve(import.meta.dirname, "../..");

/** The environment that a command was started with; an empty variable counts as unset. */
export function readVariables(): Record<string, string> {
  const entries = Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  return Object.fromEntries(entries);
}

const plain = /^(PATH|HOME|TMPDIR|LANG|TZ|LOG_LEVEL|SystemRoot)$/;

/** Of the environment what every process needs: no database, no bucket and no portal that it names is touched. */
export function readPlainVariables(): Record<string, string> {
  return Object.fromEntries(Object.entries(readVariables()).filter(([name]) => plain.test(name)));
}

/** The folder that everything local keeps its data in. */
export function readDataDir(variables: Record<string, string>): string {
  return path.resolve(root, variables.SLUICE_DATA_DIR ?? ".data");
}

export function readPort({ PORT = "3000" }: Record<string, string>): number {
  const port = Number(PORT);
  if (/^\d+$/.test(PORT) && port >= 1 && port <= 65_535) return port;
  throw new CommandError(`PORT is “${PORT}”. A port is a number from 1 to 65535.`);
}

/** The whole environment of a process that is started here. */
export type ProcessVariables = Record<string, string> & { NODE_ENV: "development" | "production" | "test" };
