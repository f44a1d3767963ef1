import type { S3Client } from "@aws-sdk/client-s3";
import { isRefusal } from "./storage-error";

/**
 * A session may end before its time: it is revoked, or the store's clock is ahead. Then the client asks for another one,
 * and sends the request once more; our bodies are bytes, which can be sent again.
 */
export function renewEndedSessions(client: S3Client): void {
  client.middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request);
      } catch (thrown) {
        if (!isRefusal(thrown, "ExpiredToken")) throw thrown;
        await client.config.credentials({ forceRefresh: true });
        return next(request);
      }
    },
    { name: "renewEndedSessions", step: "initialize", override: true },
  );
}
