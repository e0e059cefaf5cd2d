import { describe, expect, test } from '@jest/globals';
import type { HostName } from '../../src/ci/host.ts';
import type { RunEvent } from '../../src/release/events.ts';
import { aCause, aRun } from '../report/makers.ts';
import { expectGolden } from './golden.ts';
import { printed } from './printed.ts';

const { code, script, message, log } = aCause();
const diagnostics = { code: code ?? '', script: script ?? '', message, log: log ?? '' };

const runs: { [name: string]: RunEvent[] } = {
  success: aRun(),
  'rolled-back': aRun({
    fails: (destination, instance) => {
      return destination.endsWith('/eu-west-1') && instance === 3 ? diagnostics : undefined;
    },
  }),
};

const hosts: HostName[] = ['github', 'teamcity', 'gitlab', 'terminal'];
const files: { [H in HostName]: { [golden: string]: string } } = {
  github: { 'summary.md': 'summary', outputs: 'output' },
  gitlab: {
    'outputs.env': '.fanout/outputs.env',
    'annotations.json': '.fanout/annotations.json',
    'junit.xml': '.fanout/junit.xml',
  },
  teamcity: {},
  terminal: {},
};

describe.each(hosts)('%s', (host) => {
  test.each(Object.keys(runs))('shows a run that ends in %s', async (run) => {
    const output = await printed(host, runs[run] ?? []);
    expectGolden(`${host}-${run}.log`, output.stdout);
    for (const [golden, file] of Object.entries(files[host])) {
      expectGolden(`${host}-${run}-${golden}`, output.file(file));
    }
  });
});

test.each(hosts)('%s says once in its log why a destination failed', async (host) => {
  const { stdout } = await printed(host, runs['rolled-back'] ?? []);
  const said = withoutCards(stdout);
  for (const line of [message, ...(log ?? '').replaceAll(/^\[std\w+\]/gm, '').split('\n')])
    expect({ line, times: said.split(line).length - 1 }).toEqual({ line, times: 1 });
});

/** Less what is shown elsewhere than in the log. */
function withoutCards(stdout: string): string {
  return stdout.replaceAll(/^(?:::(?:error|warning) |##teamcity\[buildProblem ).*\n/gm, '');
}

test('a terminal shows live rows, and the whole story when they are gone', async () => {
  const events = runs['rolled-back'] ?? [];
  const output = await printed('terminal', events, { tty: { columns: 100, rows: 30 } });
  expectGolden('terminal-tty-rolled-back.log', output.stdout);
});
