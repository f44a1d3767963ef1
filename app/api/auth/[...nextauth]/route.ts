import NextAuth from "next-auth";
import { createAuthOptions } from "@/lib/auth/options";

type Context = { params: Promise<{ nextauth: string[] }> };

// Made at the first request, since a build has no environment.
const handle = (request: Request, context: Context): Promise<Response> =>
  NextAuth(createAuthOptions())(request, context);

export { handle as GET, handle as POST };
