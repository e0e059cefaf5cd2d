import { openAgents } from '../aws/http-agents.ts';
import type { Environment } from '../config/destination.ts';
import type { Problem } from '../problem.ts';
import type { RunEvent } from '../release/events.ts';
import type { RequestCount } from '../release/request-counts.ts';
import { metricsOfRun, statsdLine } from '../report/metrics.ts';
import { noticesOfRun } from '../report/notices.ts';
import type { Resolve } from '../verify/address.ts';
import { openStatsd } from './statsd-socket.ts';
import { openWebhook } from './webhook.ts';

/** One who is told every event of a run, and neither fails nor slows it. */
export type Teller = {
  take(event: RunEvent, requests?: readonly RequestCount[]): void;
  close(): Promise<Problem[]>;
};

/** Those who hear about the runs of an environment: a server of metrics, and a webhook. */
export function openTellers(
  { metrics, notify }: Pick<Environment, 'metrics' | 'notify'>,
  ports: TellerPorts,
): Teller[] {
  return [
    ...(metrics ? [metricsTeller(metrics, ports)] : []),
    ...(notify ? [noticeTeller(notify, ports)] : []),
  ];
}

type TellerPorts = {
  env: Readonly<Record<string, string | undefined>>;
  resolve?: Resolve;
};

function metricsTeller(
  { statsd, prefix, tags }: NonNullable<Environment['metrics']>,
  { resolve }: TellerPorts,
): Teller {
  const socket = openStatsd(new URL(statsd), resolve);
  const metricsOf = metricsOfRun();
  return {
    take: (event, requests) =>
      socket.send(metricsOf(event, requests).map((metric) => statsdLine(metric, prefix, tags))),
    close: async () => {
      const refusal = socket.close();
      return refusal ? [lost(`no metrics were sent to "metrics.statsd": ${refusal}`)] : [];
    },
  };
}

function noticeTeller(
  { url, on }: NonNullable<Environment['notify']>,
  { env, ...ports }: TellerPorts,
): Teller {
  const agents = openAgents(env);
  const webhook = openWebhook(new URL(url), { ...ports, agents: () => agents.keeping() });
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
      return [lost(`the webhook under "notify" may not have accepted all notices: ${problem}`)];
    },
  };
}

function lost(message: string): Problem {
  return { code: 'notice-lost', message, hint: 'this does not affect the run' };
}
