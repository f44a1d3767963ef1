import { describeNoAnswer } from "@/components/forms/describe-failure";
import { describeSignInError } from "./describe-sign-in-error";

interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs in, or says why that isn't possible. What does it is loaded when it is needed. */
export async function signInWithPassword(credentials: Credentials): Promise<string | null> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", { redirect: false, ...credentials });
    return answer?.ok ? null : describeSignInError(answer?.error ?? null);
  } catch {
    return describeNoAnswer();
  }
}
