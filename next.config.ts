import type { NextConfig } from "next";

/**
 * Only the directives that don't fight Next's inline scripts. `form-action` is left out on purpose: browsers apply it
 * to redirects, too, and connecting a portal is a form that ends at HubSpot.
 */
const contentSecurityPolicy = "frame-ancestors 'none'; base-uri 'self'; object-src 'none'";

// Pages for whoever builds the console end in `.dev.tsx`; no build has them.
const pageExtensions = ["tsx", "ts", ...(process.env.NODE_ENV === "development" ? ["dev.tsx"] : [])];

// One character of an address: itself, or UTF-8 behind percent signs, without what UTF-8 rules out: a character in
// more bytes than it takes, halves of a pair, and what lies beyond the last character.
const following = "%[89ab][0-9a-f]";
const character = [
  "[^%]",
  "%[0-7][0-9a-f]",
  `%(?:c[2-9a-f]|d[0-9a-f])${following}`,
  `%(?:e0%[ab][0-9a-f]|ed%[89][0-9a-f]|e[1-9abcef]${following})${following}`,
  `%(?:f0%[9ab][0-9a-f]|f4%8[0-9a-f]|f[1-3]${following})${following}${following}`,
].join("|");

const config: NextConfig = {
  pageExtensions,
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["pg", "pg-cursor", "@node-rs/argon2", "pino"],
  poweredByHeader: false,
  allowedDevOrigins: ["127.0.0.1"],
  // The bottom left corner, its default place, is where the user menu is.
  devIndicators: { position: "bottom-right" },
  // Next answers an address that it can't decode with a bare 500: it is like any other that leads nowhere.
  rewrites: async () => ({
    beforeFiles: [{ source: `/:path((?:${character})*(?!${character})%.*)`, destination: "/nowhere" }],
    afterFiles: [],
    fallback: [],
  }),
  headers: async () => [
    {
      source: "/:path*",
      headers: [
        { key: "Content-Security-Policy", value: contentSecurityPolicy },
        { key: "Cross-Origin-Opener-Policy", value: "same-origin-allow-popups" },
        { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=()" },
        { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
        { key: "X-Content-Type-Options", value: "nosniff" },
        { key: "X-Frame-Options", value: "DENY" },
      ],
    },
  ],
};

export default config;
