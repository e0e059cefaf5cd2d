import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/appspec/rules.ts';
import { codeFrame, splitLines } from '../../src/lint/code-frame.ts';
import { lintText } from '../../src/lint/lint-text.ts';
import { lintJson, makeReport } from '../../src/lint/report.ts';
import { toSarif } from '../../src/lint/sarif.ts';

function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    rule: 'hooks/unknown-event',
    severity: 'error',
    agent: 'both',
    message: '"afterinstall" is not a lifecycle event',
    file: 'deploy/appspec.yml',
    line: 2,
    column: 3,
    hint: 'did you mean "AfterInstall"?',
    ...overrides,
  };
}

function aReport(findings: Finding[], strict = false) {
  return makeReport(
    [{ file: 'deploy/appspec.yml', platform: 'server', ok: true, findings }],
    strict,
  );
}

describe('--json', () => {
  test('has the promised shape', () => {
    const { column: _, line: __, ...placeless } = aFinding({ severity: 'warning' });
    expect(JSON.parse(lintJson(aReport([aFinding(), placeless])))).toEqual({
      ok: false,
      files: [
        {
          file: 'deploy/appspec.yml',
          platform: 'server',
          ok: true,
          findings: [{ ...aFinding() }, { ...placeless }],
        },
      ],
    });
  });

  test('is ok with warnings, unless they count as errors', () => {
    const warning = aFinding({ severity: 'warning' });
    expect(aReport([warning]).ok).toBe(true);
    expect(aReport([warning], true)).toMatchObject({
      ok: false,
      files: [{ ok: true, findings: [{ severity: 'error' }] }],
    });
  });

  test('is nothing but printable ASCII, and no command of a CI system', () => {
    const message = 'é\u202e\u001b[2J\n##teamcity[x] ##vso[y] 😀';
    const json = lintJson(aReport([aFinding({ message })]));
    expect(json).toMatch(/^[\x20-\x7e]*$/);
    expect(json).not.toMatch(/##\w*\[/);
    expect(JSON.parse(json).files[0].findings[0].message).toBe(message);
  });
});

describe('SARIF', () => {
  test('carries rules, levels and places', () => {
    const warning = aFinding({ rule: 'bundle/secret', severity: 'warning', file: 'a b/ü:1.env' });
    const { line: _, column: __, ...placeless } = warning;
    const [run] = JSON.parse(toSarif([aFinding(), placeless], '1.2.3')).runs;
    expect(run.tool.driver).toMatchObject({
      name: 'codedeploy-fanout',
      version: '1.2.3',
      rules: [
        { id: 'bundle/secret', defaultConfiguration: { level: 'warning' } },
        { id: 'hooks/unknown-event', defaultConfiguration: { level: 'error' } },
      ],
    });
    expect(run.results).toEqual([
      {
        ruleId: 'hooks/unknown-event',
        ruleIndex: 1,
        properties: { agent: 'both' },
        level: 'error',
        message: { text: '"afterinstall" is not a lifecycle event\ndid you mean "AfterInstall"?' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'deploy/appspec.yml' },
              region: { startLine: 2, startColumn: 3 },
            },
          },
        ],
      },
      expect.objectContaining({
        ruleIndex: 0,
        level: 'warning',
        locations: [{ physicalLocation: { artifactLocation: { uri: 'a%20b/%C3%BC%3A1.env' } } }],
      }),
    ]);
  });
});

describe('the lines around a finding', () => {
  const frame = (text: string, line: number, column?: number) =>
    codeFrame(splitLines(text), { line, column });

  test('have a caret below the place', () => {
    expect(frame('a: 1\nb: 2\nc: 3\nd: 4\ne: 5', 3, 4)).toEqual([
      '  1 | a: 1',
      '  2 | b: 2',
      '> 3 | c: 3',
      '    |    ^',
      '  4 | d: 4',
    ]);
  });

  test('end where the text ends', () => {
    expect(frame('only', 1, 5)).toEqual(['> 1 | only', '    |     ^']);
    expect(frame('only', 9)).toEqual([]);
  });

  test('keep the caret in place behind wide, hidden and tab characters', () => {
    expect(frame('a:\t"日\u001b[31m\u202e" x', 1, 14)).toEqual([
      '> 1 | a:    "日\\x1b[31m\\u{202e}" x',
      `    | ${' '.repeat(27)}^`,
    ]);
  });

  test('are cut around the place', () => {
    const [line = '', caret = ''] = frame(`${'a'.repeat(300)}!${'b'.repeat(300)}`, 1, 301);
    expect(line.length).toBeLessThan(120);
    expect(line[caret.indexOf('^')]).toBe('!');
    expect(frame('x'.repeat(20_000), 1, 5)[0]).toBe('> 1 | (20000 characters)');
  });

  test('are no command of a CI system', () => {
    expect(frame('##teamcity[buildStatus]\n::error::x', 2, 1).join('\n')).not.toMatch(
      /##\w*\[|^::/m,
    );
  });
});

test('for people: place, severity, message, rule, lines, what to do, and a sum', () => {
  const sources = new Map([['deploy/appspec.yml', 'hooks:\n  afterinstall:\n']]);
  expect(lintText(aReport([aFinding()]), sources)).toBe(
    [
      'deploy/appspec.yml:2:3: error: "afterinstall" is not a lifecycle event [hooks/unknown-event]',
      '    1 | hooks:',
      '  > 2 |   afterinstall:',
      '      |   ^',
      '    3 |',
      '  → did you mean "AfterInstall"?',
      '',
      '1 file checked: 1 error, 0 warnings',
    ].join('\n'),
  );
  expect(lintText(aReport([]), new Map())).toBe('1 file checked: nothing found');
});

test('the agent that a finding is for is named everywhere, where it is not both', () => {
  const finding = aFinding({ agent: '2', rule: 'agent-2/links' });
  const report = aReport([finding]);
  expect(lintText(report, new Map())).toContain('[agent-2/links, agent 2]');
  expect(JSON.parse(lintJson(report)).files[0].findings[0]).toMatchObject({ agent: 'agent 2' });
  expect(JSON.parse(toSarif([finding], '1.0.0')).runs[0].results[0].properties).toEqual({
    agent: 'agent 2',
  });
});

test('with --strict, what only another agent minds stays a warning', () => {
  const findings = [aFinding({ agent: '2', severity: 'warning' })];
  const files = [{ file: 'appspec.yml', platform: 'server' as const, ok: true, findings }];
  expect(makeReport(files, true, '1').ok).toBe(true);
  expect(makeReport(files, true, 'both').ok).toBe(false);
});
