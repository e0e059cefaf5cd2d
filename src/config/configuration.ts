import type { Problem } from '../problem.ts';
import { closest } from '../words/closest.ts';
import { quoted } from '../words/quoted.ts';
import { type Definition, definition } from './definition.ts';
import type { Environment } from './destination.ts';
import { buildEnvironment } from './environment.ts';
import { Findings } from './findings.ts';
import { areTooMany } from './grid.ts';
import { inOrder, type Located, parseYaml } from './parse-yaml.ts';
import { checkReferences } from './references.ts';
import { regionDoubt } from './regions.ts';
import type { Configuration } from './resolved-configuration.ts';
import { isRecord } from './schema-walk.ts';
import { checkSharedGroups } from './shared-groups.ts';
import type { Path } from './yaml-tree.ts';

/** Reads a fanout.yml and checks all its environments. Every mistake is reported, in the order of the file. */
export function loadConfiguration(
  text: string,
  file: string,
): { ok: true; configuration: Configuration } | { ok: false; problems: Problem[] } {
  const parsed = parseYaml(text, file, definition);
  if (parsed.ok) {
    const { problems, warnings } = check(parsed, { raw: parsed.value, without: [] }, file);
    if (problems.length > 0) return { ok: false, problems: inOrder(problems) };
    const configuration = configurationOf(parsed, file);
    return { ok: true, configuration: { ...configuration, warnings: inOrder(warnings) } };
  }
  const { partial, problems } = parsed;
  const more = partial ? check(partial, partial, file).problems : [];
  return { ok: false, problems: inOrder([...problems, ...more]) };
}

function configurationOf(
  { value, locate }: Located<Definition>,
  file: string,
): Omit<Configuration, 'warnings'> {
  const { instances = 3, hookSeconds = 2, users = [], host = {} } = value.rehearsal ?? {};
  return {
    file,
    definition: value,
    locate,
    environments: Object.keys(value.environments),
    lintOff: value.lint?.off ?? [],
    rehearsal: { instances, hookSeconds, users, host },
  };
}

/** What the shape of the file cannot say: that names mean something, that variables exist, that every wave has its destinations. */
function check(
  { value, locate }: Located<Definition>,
  { raw, without }: { raw: unknown; without: readonly Path[] },
  file: string,
): { problems: Problem[]; warnings: Problem[] } {
  const findings = new Findings(file, locate);
  const doubts = new Findings(file, locate);
  const known = { accounts: keysOf(raw, 'accounts'), environments: keysOf(raw, 'environments') };
  checkReferences(value, known, findings);
  warnOfRegions(value, doubts);
  const whole: Environment[] = [];
  if (areTooMany(value, findings)) return { problems: findings.problems, warnings: [] };
  for (const name of Object.keys(value.environments)) {
    if (without.some((path) => matters(path, name))) continue;
    // Any variable may yet get a value, or another one, from the run.
    const scope = { value: () => undefined, open: () => true };
    const context = { scope, findings, secrets: new Set<string>(), place: {} };
    whole.push(buildEnvironment({ definition: value }, name, context));
  }
  checkSharedGroups(value, whole, { problems: findings, warnings: doubts });
  return { problems: findings.problems, warnings: doubts.problems };
}

/** Regions that may be newer than this list of them. */
function warnOfRegions({ environments }: Definition, doubts: Findings): void {
  const warn = (region: string, path: Path) => {
    const doubt = regionDoubt(region);
    if (doubt && !doubt.wrong)
      doubts.add(path, 'region-unknown', `: no region ${quoted(region)} is known`, {
        hint: doubt.hint,
      });
  };
  for (const [name, { regions = [], destinations = [] }] of Object.entries(environments)) {
    const path = ['environments', name];
    regions.forEach((region, index) => {
      warn(region, [...path, 'regions', index]);
    });
    destinations.forEach(({ region }, index) => {
      warn(region, [...path, 'destinations', index, 'region']);
    });
  }
}

/** Settings without which an environment's destinations are other ones. */
const decisive = [
  'application',
  'deploymentGroup',
  'bucket',
  'bundle',
  'accounts',
  'account',
  'regions',
  'region',
  'destinations',
  'add',
  'waves',
  'match',
  'defaults',
  'environments',
];

/** Whether something left out would make what is said about an environment misleading. */
function matters(path: Path, environment: string): boolean {
  if (path[0] === 'accounts') return true;
  if (path[0] === 'environments' && path.length > 1 && path[1] !== environment) return false;
  return closest(String(path.at(-1)), decisive) !== undefined;
}

function keysOf(raw: unknown, key: string): string[] {
  const value = isRecord(raw) ? raw[key] : undefined;
  return isRecord(value) ? Object.keys(value) : [];
}
