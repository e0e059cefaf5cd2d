/** What is known of a request once it has ended, and nothing of what was in it. */
export type TracedRequest = {
  service: string;
  /** As far as it is known whose credentials they are. */
  account: string | undefined;
  region: string;
  isRetry: boolean;
  isThrottled: boolean;
};

/** How many requests were made again, and how many AWS refused for their rate, of one service in one account and region. */
export type RequestCount = {
  service: string;
  account: string;
  region: string;
  retries: number;
  throttles: number;
};

/** Counts requests that were repeated or throttled. */
export function countRequests(): {
  note(request: TracedRequest): void;
  /** What has come since the last time. */
  take(): RequestCount[];
} {
  const counts = new Map<string, RequestCount>();
  return {
    note({ service, account = 'unknown', region, isRetry, isThrottled }) {
      if (!isRetry && !isThrottled) return;
      const key = `${service} ${account} ${region}`;
      const count = counts.get(key) ?? { service, account, region, retries: 0, throttles: 0 };
      if (isRetry) count.retries++;
      if (isThrottled) count.throttles++;
      counts.set(key, count);
    },
    take() {
      const taken = [...counts.values()];
      counts.clear();
      return taken;
    },
  };
}
