import type { Pages } from '../serve/serve.ts';
import { livePolicy, pageOf, statusPageOf } from './page-file.ts';

/** The pages that a server gives. */
export async function servedPages({ withStatus }: { withStatus: boolean }): Promise<Pages> {
  return {
    policy: await livePolicy(),
    run: (events, from) =>
      pageOf(events, { path: '/run/news', from, other: withStatus ? '/' : '' }),
    status(channel) {
      const { view, id } = channel.view();
      return statusPageOf(view, { path: '/news', from: id, other: '/run' });
    },
  };
}
