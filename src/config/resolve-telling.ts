import { defined } from '../defined.ts';
import type { Environment } from './destination.ts';
import { forms } from './forms.ts';
import { allowed, type Context, resolveText } from './resolve-text.ts';
import type { MetricsSetting, NotifySetting } from './telling-definition.ts';

/** Who hears about an environment's runs, with variables put in. */
export function resolveTelling(
  { metrics, notify }: { metrics?: MetricsSetting; notify?: NotifySetting },
  context: Context,
): Pick<Environment, 'metrics' | 'notify'> {
  return defined({
    metrics: metrics && {
      statsd: resolveText(
        { value: metrics.statsd, path: ['metrics', 'statsd'] },
        allowed.telling,
        forms.statsd,
        context,
      ).text,
      tags: metrics.tags ?? ('telegraf' as const),
      prefix: metrics.prefix ?? 'fanout',
    },
    notify: notify && {
      url: resolveText(
        { value: notify.url, path: ['notify', 'url'] },
        allowed.telling,
        forms.url,
        context,
      ).text,
      on: notify.on ?? (['start', 'failure', 'end'] as const),
    },
  });
}
