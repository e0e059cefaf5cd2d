import * as z from 'zod';

/** Who else hears about runs: a server of metrics, and a webhook. */
export const telling = {
  metrics: z
    .strictObject({
      statsd: z
        .string()
        .min(1)
        .describe('Address of a server that takes StatsD over UDP, such as that of Telegraf.'),
      tags: z
        .enum(['telegraf', 'datadog', 'none'])
        .optional()
        .describe(
          'How tags are written: in the name (`telegraf`), at the end (`datadog`), or not at all. Default: telegraf.',
        ),
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9_.-]{1,64}$/, { error: 'letters, digits and any of . _ -' })
        .optional()
        .describe('The start of the names of metrics. Default: fanout.'),
    })
    .optional()
    .describe('Sends durations and outcomes of runs as metrics; not from rehearsals.'),
  notify: z
    .strictObject({
      url: z
        .string()
        .min(1)
        .describe(
          'Where notices are posted, as `{"text": …}`; `${env.NAME}` takes the address from the environment.',
        ),
      on: z
        .array(z.enum(['start', 'failure', 'end']))
        .min(1)
        .optional()
        .describe(
          'When to send one: as a run starts, as soon as a destination fails, as it ends. Default: [start, failure, end].',
        ),
    })
    .optional()
    .describe(
      'Sends notices of runs to a chat, with a webhook of the form that Slack, Mattermost and others accept; without any text of logs, and not from rehearsals.',
    ),
};

export type MetricsSetting = z.infer<typeof telling.metrics>;
export type NotifySetting = z.infer<typeof telling.notify>;
