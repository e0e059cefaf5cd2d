import { defined } from '../defined.ts';
import type { Problem } from '../problem.ts';
import { quoted } from '../words/quoted.ts';
import type { Destination, Environment, FileExistsBehavior } from './destination.ts';
import { forms } from './forms.ts';

/** Inputs of a run that are stronger than any setting of the file. The time-out is in milliseconds. */
export type Overrides = {
  timeout?: number | undefined;
  deploymentConfig?: string | undefined;
  fileExistsBehavior?: FileExistsBehavior | undefined;
};

/** The environment with every destination's settings overridden. Problems name the inputs. */
export function withOverrides(
  environment: Environment,
  { timeout, deploymentConfig, fileExistsBehavior }: Overrides,
): { ok: true; environment: Environment } | { ok: false; problems: Problem[] } {
  const phrase = deploymentConfig === undefined ? undefined : forms.name(deploymentConfig, {});
  if (deploymentConfig !== undefined && phrase !== undefined) {
    const message = `--deployment-config must be ${phrase}, not ${quoted(deploymentConfig)}`;
    return { ok: false, problems: [{ code: 'bad-option-value', message }] };
  }
  const override = (destination: Destination): Destination => ({
    ...destination,
    ...defined({ timeout, deploymentConfig }),
    ...(fileExistsBehavior !== undefined && {
      fileExistsBehavior,
      rollback: { ...destination.rollback, fileExistsBehavior },
    }),
  });
  const waves = environment.waves.map((wave) => ({
    ...wave,
    destinations: wave.destinations.map(override),
  }));
  return { ok: true, environment: { ...environment, waves } };
}
