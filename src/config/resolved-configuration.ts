import type { Problem } from '../problem.ts';
import type { Definition } from './definition.ts';
import type { Located } from './parse-yaml.ts';
import type { RehearsalDefinition } from './rehearsal-definition.ts';

/** A fanout.yml that is right as far as it is known before a run gives its variables values. */
export type Configuration = {
  /** As it was named. */
  file: string;
  definition: Definition;
  locate: Located<Definition>['locate'];
  /** Names, in the order of the file. */
  environments: string[];
  /** Lint rules that are switched off. */
  lintOff: string[];
  /** What is likely wrong with it. */
  warnings: readonly Problem[];
  rehearsal: {
    instances: number;
    hookSeconds: number;
    users: readonly string[];
    host: NonNullable<RehearsalDefinition['host']>;
  };
};
