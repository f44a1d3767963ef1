"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { type ReactNode, useState } from "react";
import { isOnline } from "@/components/ui/connection";
import { Toaster } from "@/components/ui/toaster";

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);

  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryClientProvider client={queryClient}>
        {children}
        <Toaster />
      </QueryClientProvider>
    </ThemeProvider>
  );
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        // Offline a question fails like any other, and says so; held back, it would look as if nothing had been pressed.
        networkMode: "always",
        refetchOnReconnect: true,
        retry: (failureCount, error) => failureCount < 2 && !isRefusal(error) && isOnline(),
      },
    },
  });
}

/** An answer that asking again won't change: 4xx, apart from "slow down". */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return false;
  return error.status >= 400 && error.status < 500 && error.status !== 429;
}
