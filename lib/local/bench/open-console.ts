import { z } from "zod";
import { readEnv } from "@/lib/env";
import { CommandError } from "../say";
import type { Account } from "./bench";

const TIMEOUT_MS = 120_000;

/** Answers a page of the console, or a download, as a browser that is signed in is answered. */
export type OpenPage = (path: string) => Promise<Response>;

const Csrf = z.object({ csrfToken: z.string() });

/** Signs in as the console's form does. */
export async function openConsole({ email, password }: Account): Promise<OpenPage> {
  const cookies = new Map<string, string>();
  const ask = async (path: string, init: RequestInit = {}) => {
    const answer = await fetch(new URL(path, readEnv().NEXTAUTH_URL), {
      ...init,
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const { csrfToken } = Csrf.parse(await (await ask("/api/auth/csrf")).json());
  await ask("/api/auth/callback/credentials", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  return async (path) => {
    const answer = await ask(path);
    if (answer.status === 200) return answer;
    const elsewhere = answer.headers.get("location");
    const isAtStore = elsewhere !== null && new URL(elsewhere).origin !== new URL(readEnv().NEXTAUTH_URL).origin;
    if (isAtStore) return fetch(elsewhere, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    throw new CommandError(`The console answered ${answer.status} to ${path}.`);
  };
}
