export interface Waker {
  wake(): void;
  /** Returns when the time is over, or as soon as somebody wakes it; at once, if that happened since the last wait. */
  wait(ms: number): Promise<void>;
}

export function createWaker(): Waker {
  let isAwake = false;
  let end: (() => void) | null = null;
  return {
    wake() {
      isAwake = true;
      end?.();
    },
    async wait(ms) {
      if (!isAwake) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(1, Math.ceil(ms)));
          end = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        end = null;
      }
      isAwake = false;
    },
  };
}
