import { z } from "zod";
import { startExecutor } from "../executor/start";
import { startS3Server } from "../s3/server";

// A stand-in in a process of its own, to be killed: its name, and its options as JSON. It ends with whoever started it.
const starters = {
  async executor(options: unknown) {
    const { firstBackoffMs, ...rest } = z
      .looseObject({
        databaseUrl: z.string(),
        appUrl: z.string(),
        eventKey: z.string(),
        signingKey: z.string(),
        port: z.number(),
        leaseMs: z.number(),
        firstBackoffMs: z.number(),
      })
      .parse(options);
    await startExecutor({ ...rest, backoffMs: (attempt) => firstBackoffMs * 2 ** attempt });
  },
  async s3(options: unknown) {
    const Credentials = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
    const Options = z.object({ dir: z.string(), port: z.number(), credentials: z.array(Credentials) });
    await startS3Server(Options.parse(options));
  },
};

const name = z.enum(["executor", "s3"]).parse(process.argv[2]);
await starters[name](JSON.parse(process.argv[3] ?? "{}"));
process.send?.("ready");
process.once("disconnect", () => process.exit(0));
