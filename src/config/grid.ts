import { defined } from '../defined.ts';
import type { Definition, DestinationDefinition, EnvironmentDefinition } from './definition.ts';
import type { Findings } from './findings.ts';
import type { Path } from './yaml-tree.ts';

/** An account and a region in which an environment has a destination. */
export type Cell = {
  account: string;
  accountId: string;
  /** Of AWS's configuration files, where the account names one. */
  profile?: string;
  region: string;
  /** The entry under `destinations` that overrides or adds it. */
  own?: { settings: DestinationDefinition; path: Path };
  /** Beside another destination in the same account and region. */
  additional: boolean;
};

/** Of one environment, and of all together. */
const most = { one: 1000, all: 3000 };

/** Accounts times regions, overridden and added to; in the order of the file. Accounts that do not exist are left out. */
export function cellsOf(definition: Definition, name: string, findings: Findings): Cell[] {
  const environment = definition.environments[name] ?? {};
  const { accounts = [], regions = [], destinations = [] } = environment;
  const path = ['environments', name];
  if (isTooMuch(environment, path, findings)) return [];
  checkHalves(environment, path, findings);

  const cells = new Map<string, Cell>();
  for (const account of accounts)
    for (const region of regions) {
      const cell = cellOf(definition, account, region);
      if (cell) cells.set(`${account}/${region}`, cell);
    }
  const added: Cell[] = [];
  const taken = new Set(cells.keys());
  destinations.forEach((settings, index) => {
    const own = { settings, path: [...path, 'destinations', index] };
    const key = `${settings.account}/${settings.region}`;
    const cell = cells.get(key);
    if (settings.add) {
      const more = cellOf(definition, settings.account, settings.region);
      if (more) added.push({ ...more, own, additional: taken.has(key) });
      taken.add(key);
    } else if (!cell) notThere(definition, settings, own.path, findings);
    else if (cell.own) overriddenTwice(key, own.path, findings);
    else cell.own = own;
  });
  return [...cells.values(), ...added];
}

/** Whether all environments together have more destinations than can be taken; that is then reported. */
export function areTooMany({ environments }: Definition, findings: Findings): boolean {
  const count = Object.values(environments).reduce((sum, each) => sum + countOf(each), 0);
  if (count <= most.all) return false;
  const hint = `${most.all} at most in one file`;
  findings.add(['environments'], 'too-many-destinations', `: ${count} destinations are too many`, {
    what: 'key',
    hint,
  });
  return true;
}

function isTooMuch(environment: EnvironmentDefinition, path: Path, findings: Findings): boolean {
  const count = countOf(environment);
  if (count <= most.one) return false;
  const hint = `${most.one} at most`;
  findings.add(path, 'too-many-destinations', `: ${count} destinations are too many`, {
    what: 'key',
    hint,
  });
  return true;
}

function countOf({ accounts, regions, destinations }: EnvironmentDefinition): number {
  return (accounts?.length ?? 0) * (regions?.length ?? 0) + (destinations?.length ?? 0);
}

function cellOf(definition: Definition, account: string, region: string): Cell | undefined {
  if (!Object.hasOwn(definition.accounts, account)) return undefined;
  const found = definition.accounts[account];
  const accountId = typeof found === 'string' ? found : found?.id;
  if (accountId === undefined) return undefined;
  const profile = typeof found === 'object' ? found.profile : undefined;
  return { account, accountId, ...defined({ profile }), region, additional: false };
}

function checkHalves(
  { accounts, regions, destinations }: EnvironmentDefinition,
  path: Path,
  findings: Findings,
): void {
  if (accounts && !regions)
    findings.add(path, 'no-destinations', ': "accounts" also needs "regions"', {
      what: 'key',
    });
  if (regions && !accounts)
    findings.add(path, 'no-destinations', ': "regions" also needs "accounts"', {
      what: 'key',
    });
  if (!accounts && !regions && !destinations?.some(({ add }) => add))
    findings.add(path, 'no-destinations', ' has no destinations', {
      what: 'key',
      hint: 'give it "accounts" and "regions", or "destinations" with "add: true"',
    });
}

function notThere(
  { accounts }: Definition,
  { account, region }: DestinationDefinition,
  path: Path,
  findings: Findings,
): void {
  if (!Object.hasOwn(accounts, account)) return;
  findings.add(
    path,
    'no-destinations',
    `: "${account}/${region}" is not among this environment's accounts and regions`,
    {
      hint: 'to add it as one more destination, write "add: true"',
    },
  );
}

function overriddenTwice(key: string, path: Path, findings: Findings): void {
  findings.add(path, 'duplicate-name', `: "${key}" is already overridden above`, {
    hint: 'for a second deployment group there, write "add: true"',
  });
}
