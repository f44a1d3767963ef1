import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { Credentials } from "../api/account";
import { readEnv } from "../env";
import { AppError } from "../errors";
import { log } from "../log";
import { signIn } from "../members/sign-in";

const SESSION_SECONDS = 12 * 60 * 60;

/** How people sign in: e-mail and password, kept in a signed cookie that names the user and nothing else. */
export function createAuthOptions(): NextAuthOptions {
  return {
    secret: readEnv().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    useSecureCookies: readEnv().NEXTAUTH_URL.startsWith("https://"),
    pages: { signIn: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: "email" }, password: { type: "password" } },
        async authorize(raw, request) {
          const credentials = Credentials.safeParse(raw);
          if (!credentials.success) return null;
          return signIn(credentials.data, readAddress(request.headers)).catch(hideUnforeseen);
        },
      }),
    ],
    callbacks: {
      session({ session, token }) {
        return { ...session, userId: token.sub ?? null };
      },
    },
  };
}

// Whatever is thrown here is shown to a stranger.
function hideUnforeseen(error: unknown): never {
  if (error instanceof AppError) throw error;
  log.error({ err: error }, "signing in failed");
  throw new Error("Something went wrong on our side. Try again; the log has the details.");
}

// The last entry is the one that the nearest proxy wrote; what stands before it came from the caller.
function readAddress(headers: Record<string, unknown> | undefined): string {
  const forwarded = headers?.["x-forwarded-for"];
  return typeof forwarded === "string" ? (forwarded.split(",").at(-1)?.trim() ?? "unknown") : "unknown";
}
