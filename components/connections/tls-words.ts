import type { TlsMode } from "@/lib/api/sources";

/** The TLS modes in plain words. */
export const tlsWords: Record<TlsMode, { readonly title: string; readonly text: string; readonly short: string }> = {
  disable: {
    title: "Not encrypted (disable)",
    text: "Whoever is on the way can read along. Right on this machine or in a private network.",
    short: "Not encrypted",
  },
  require: {
    title: "Encrypted, server not checked (require)",
    text: "Nobody can listen in, but anybody between here and there can pretend to be the server.",
    short: "Encrypted, server not checked",
  },
  "verify-full": {
    title: "Encrypted, server checked (verify-full)",
    text: "The server proves with a certificate that it is the one you mean.",
    short: "Encrypted, server checked",
  },
};
