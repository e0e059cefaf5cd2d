import { openAgents } from '../aws/agents.ts';
import type { Environment } from '../config/destination.ts';
import type { Problem } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';
import { metricsOfRun, statsdLine } from '../report/metrics.ts';
import { noticesOfRun } from '../report/notices.ts';
import { openStatsd } from './statsd-socket.ts';
import { openWebhook } from './webhook.ts';

/** One who is told every event of a run, and neither fails nor slows it. */
export type Teller = { take(event: RunEvent): void; close(): Promise<Problem[]> };

/** Those whom an environment has told of its runs: a server of metrics, and a webhook. */
export function openTellers(
  { metrics, notify }: Pick<Environment, 'metrics' | 'notify'>,
  env: Readonly<Record<string, string | undefined>>,
): Teller[] {
  return [
    ...(metrics ? [metricsTeller(metrics)] : []),
    ...(notify ? [noticeTeller(notify, env)] : []),
  ];
}

function metricsTeller({ statsd, prefix, tags }: NonNullable<Environment['metrics']>): Teller {
  const socket = openStatsd(new URL(statsd));
  const metricsOf = metricsOfRun();
  return {
    take: (event) =>
      socket.send(metricsOf(event).map((metric) => statsdLine(metric, prefix, tags))),
    close: async () => {
      socket.close();
      return [];
    },
  };
}

function noticeTeller(
  { url, on }: NonNullable<Environment['notify']>,
  env: Readonly<Record<string, string | undefined>>,
): Teller {
  const agents = openAgents(env);
  const webhook = openWebhook(new URL(url), { agents: () => agents.keeping() });
  const noticeOf = noticesOfRun();
  return {
    take(event) {
      const notice = noticeOf(event);
      if (notice && on.includes(notice.on)) webhook.post(notice.text);
    },
    async close() {
      const problem = await webhook.close();
      agents.close();
      if (problem === undefined) return [];
      const message = `the webhook under "notify" may not have taken all notices: ${problem}`;
      return [{ code: 'notice-lost', message, hint: 'the run itself is not touched by this' }];
    },
  };
}
