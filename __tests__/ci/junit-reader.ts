import { readFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import { validateXML } from 'xmllint-wasm';

const schema = readFileSync(new URL('junit.xsd', import.meta.url), 'utf8');

/** The cases of a JUnit file, as `name: passed`; what a strict reader would refuse fails the test. */
export async function junitCases(xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'junit.xml', contents: xml }],
    schema: [{ fileName: 'junit.xsd', contents: schema }],
  });
  expect(errors.map(({ message }) => message)).toEqual([]);
  const cases = xml.matchAll(
    /<testcase classname="([^"]*)" name="([^"]*)" time="[^"]*"(?:\/>|><(\w+))/g,
  );
  const states: Record<string, string> = { failure: 'failed', skipped: 'skipped' };
  return [...cases].map(([, group, name, inner = '']) => {
    return `${group} ${name}: ${states[inner] ?? 'passed'}`;
  });
}
