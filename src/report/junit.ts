import { clean } from '../words/printable.ts';
import { type Case, casesOf } from './cases.ts';
import type { Facts } from './facts.ts';

/** The run in the form that CI systems read tests from: a suite for each wave, a case for each destination. */
export function junit(facts: Facts): string {
  const suites = new Map<string, Case[]>();
  for (const each of casesOf(facts)) {
    suites.set(each.suite, [...(suites.get(each.suite) ?? []), each]);
  }
  const seconds = facts.finished?.seconds ?? 0;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="fanout"${totals([...suites.values()].flat())} time="${seconds}">`,
    ...[...suites].map(([name, cases]) => suite(name, cases)),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(name: string, cases: readonly Case[]): string {
  const seconds = cases.reduce((sum, each) => sum + each.seconds, 0);
  return [
    `  <testsuite name="${xml(name)}"${totals(cases)} time="${seconds}">`,
    ...cases.map(testcase),
    '  </testsuite>',
  ].join('\n');
}

function totals(cases: readonly Case[]): string {
  const count = (state: Case['state']) => cases.filter((each) => each.state === state).length;
  return ` tests="${cases.length}" failures="${count('failed')}" errors="0" skipped="${count('skipped')}"`;
}

function testcase({ group, name, seconds, state, message = '', details = '' }: Case): string {
  const start = `    <testcase classname="${xml(group)}" name="${xml(name)}" time="${seconds}"`;
  if (state === 'passed') return `${start}/>`;
  const inner =
    state === 'skipped'
      ? `<skipped message="${xml(message)}"/>`
      : `<failure message="${xml(message)}" type="deployment">${xmlText(details)}</failure>`;
  return `${start}>${inner}</testcase>`;
}

const entities: { [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Control characters, which XML 1.0 cannot hold in any form, are written as in the log. */
function xmlText(text: string): string {
  return clean(text, 10_000)
    .join('\n')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** For an attribute, where a bare line break would be read as a space. */
function xml(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;');
}
