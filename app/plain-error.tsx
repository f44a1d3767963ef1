interface PlainErrorProps {
  title: string;
  why: string;
  /** How the server's log names the error; left out where only the browser knows of it. */
  digest: string | undefined;
  onRetry: () => void;
}

/**
 * For when the frame of the pages failed itself. Every page has this with it, so it is made of nothing that the pages
 * have as well: what is used in both would be sent twice.
 */
export function PlainError({ title, why, digest, onRetry }: PlainErrorProps) {
  return (
    <div role="alert" className="rounded-lg border border-danger-line bg-surface px-4 py-3.5">
      <h1 className="text-base font-semibold text-ink">{title}</h1>
      <p className="mt-0.5 text-sm text-muted">{why}</p>
      {digest && <p className="mt-1.5 text-sm text-ink">If it happens again, look for {digest} in the server's log.</p>}
      <p className="mt-3 flex flex-wrap items-center gap-3 text-sm font-medium">
        <button
          type="button"
          onClick={onRetry}
          className="h-8 rounded-md border border-line-strong/70 bg-surface px-3 text-ink shadow-card hover:bg-hover"
        >
          Try again
        </button>
        {/* Loads the page anew, which the router wouldn't. */}
        <a href="/" className="text-accent-text underline underline-offset-2">
          Go to the overview
        </a>
      </p>
    </div>
  );
}
