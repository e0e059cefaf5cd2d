import { defined } from '../defined.ts';
import type { Destination, Gate } from './destination.ts';
import { forms } from './forms.ts';
import type { GateSetting } from './gates-definition.ts';
import { type Layer, pick } from './layers.ts';
import { allowed, type Context, type Found, resolveText } from './resolve-text.ts';

/** The alarms of a destination, by name. */
export function resolveAlarms(layers: readonly Layer[], context: Context): Destination['alarms'] {
  const found = pick(layers, 'alarms');
  if (!found) return undefined;
  const { value, path } = found;
  const list = Array.isArray(value)
    ? { names: value, path }
    : { ...value, path: [...path, 'names'] };
  const { ignorePollFailure = false, onInconclusive } = Array.isArray(value) ? {} : value;
  return {
    names: list.names.map(
      (name, index) =>
        resolveText(
          { value: name, path: [...list.path, index] },
          allowed.setting,
          forms.alarm,
          context,
        ).text,
    ),
    ignorePollFailure,
    onInconclusive: onInconclusive ?? (ignorePollFailure ? 'continue' : 'stop'),
  };
}

export function resolveGates(layers: readonly Layer[], context: Context): Gate[] {
  const found = pick(layers, 'gates');
  if (!found) return [];
  const gates = found.value.map((gate, index) =>
    resolveGate({ value: gate, path: [...found.path, index] }, context),
  );
  for (const [index, { name }] of gates.entries()) {
    if (gates.findIndex((gate) => gate.name === name) === index) continue;
    context.findings.add([...found.path, index], 'bad-value', `: two gates are called "${name}"`, {
      hint: 'give one of them its own "name": records distinguish gates by it',
    });
  }
  return gates;
}

function resolveGate({ value, path }: Found<GateSetting>, context: Context): Gate {
  const { metric, stat, threshold, period = 60_000, interval = 60_000 } = value;
  const place = [...path, 'metric'];
  const text = (setting: string, ...keys: string[]) =>
    resolveText(
      { value: setting, path: [...place, ...keys] },
      allowed.setting,
      forms.metric,
      context,
    ).text;
  const name = text(metric.name, 'name');
  const { above, below } = typeof threshold === 'number' ? { above: threshold } : threshold;
  return {
    name: value.name ?? name,
    metric: {
      namespace: text(metric.namespace, 'namespace'),
      name,
      dimensions: Object.fromEntries(
        Object.entries(metric.dimensions ?? {}).map(([key, setting]) => [
          key,
          text(setting, 'dimensions', key),
        ]),
      ),
    },
    stat,
    period,
    interval,
    ...defined({ above, below }),
    minSamples: value.minSamples ?? 1,
    failures: value.failures ?? 3,
    onInconclusive: value.onInconclusive ?? 'stop',
    dryRun: value.dryRun ?? false,
  };
}
