/** What next-auth's code means to the person who signs in. What isn't a code is a sentence of ours already. */
export function describeSignInError(error: string | null): string {
  switch (error) {
    case "CredentialsSignin":
      return "That e-mail address and password don't belong together.";
    case "Configuration":
    case null:
      return "Signing in is not possible right now. Try again; the server's log has the details.";
    default:
      return error;
  }
}
