import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { validateXML } from 'xmllint-wasm';
import { parse, parseAllDocuments } from 'yaml';
import { githubFindings } from './github-findings.ts';
import { anImage, includeComponent } from './gitlab-component.ts';
import { metaRunnerText } from './meta-runner.ts';
import { schemaFindings } from './schema-findings.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const schema = (name: string) => read(`__tests__/wrappers/schemas/${name}`);

describe('action.yml', () => {
  const text = read('action.yml');
  const check = schemaFindings('github-action.json');

  test("passes GitHub's language service and the schema", async () => {
    expect(await githubFindings('action.yml', text)).toEqual([]);
    expect(check(parse(text))).toEqual([]);
  });

  test('would not pass with a colour or a runtime that GitHub does not know', async () => {
    const wrong = text.replace('color: orange', 'color: teal').replace('node24', 'node22');
    expect(await githubFindings('action.yml', wrong)).toEqual([
      expect.stringContaining("Unexpected value 'teal'"),
      expect.stringContaining("Unexpected value 'node22'"),
    ]);
    expect(check(parse(wrong))).not.toEqual([]);
  });
});

describe('workflows', () => {
  const check = schemaFindings('github-workflow.json');
  const fenced = /^```yaml\n(name: [\s\S]*?)^```$/m.exec(read('docs/github.md'))?.[1] ?? '';
  const workflows = [
    ...readdirSync(new URL('examples/workflows/', root)).map(
      (name) => [`examples/workflows/${name}`, read(`examples/workflows/${name}`)] as const,
    ),
    ['docs/github.md', fenced] as const,
  ];

  test.each(workflows)("%s passes GitHub's language service and the schema", async (name, text) => {
    expect(await githubFindings(name, text)).toEqual([]);
    expect(check(parse(text))).toEqual([]);
  });

  test('would not pass with a permission that does not exist', async () => {
    const wrong = read('examples/workflows/deploy.yml').replace(
      'id-token: write',
      'id-token: writ',
    );
    expect(await githubFindings('wrong.yml', wrong)).toEqual([
      expect.stringContaining("Unexpected value 'writ'"),
    ]);
    expect(check(parse(wrong))).not.toEqual([]);
  });
});

describe('GitLab', () => {
  const check = schemaFindings('gitlab-ci.json');
  const [header] = parseAllDocuments(read('templates/fanout/template.yml'));

  test('the header of the component passes the schema', () => {
    expect(check(header?.toJS())).toEqual([]);
  });

  test.each([
    [{ environment: 'test' }],
    [{ environment: 'production', when: 'manual', 'environment-action': 'verify', json: true }],
  ])('the job of the component passes the schema with %j', (inputs) => {
    expect(check(includeComponent({ image: anImage, ...inputs }))).toEqual([]);
  });

  test('the example passes the schema', () => {
    expect(check(parse(read('examples/gitlab/.gitlab-ci.yml')))).toEqual([]);
  });

  test('would not pass with a key that GitLab does not know', () => {
    const { deploy } = includeComponent({ environment: 'test', image: anImage });
    expect(check({ deploy: { ...deploy, resource_grp: 'x' } })).not.toEqual([]);
    expect(check({ deploy: { ...deploy, when: 'some day' } })).not.toEqual([]);
  });
});

describe('teamcity-meta-runner.xml', () => {
  async function findings(contents: string): Promise<string[]> {
    const { errors } = await validateXML({
      xml: [{ fileName: 'teamcity-meta-runner.xml', contents }],
      schema: [{ fileName: 'schema.xsd', contents: schema('teamcity-meta-runner.xsd') }],
    });
    return errors.map(({ message }) => message);
  }

  test('passes the schema', async () => {
    expect(await findings(metaRunnerText)).toEqual([]);
  });

  test.each([
    ['a quote in a field that is not escaped', "role|'s", "role's"],
    ['a parameter that begins with a digit', 'name="env.INPUT_BUILD"', 'name="1.INPUT_BUILD"'],
    ['an element that does not exist', 'requirements>', 'requirement>'],
  ])('would not pass with %s', async (_, right, wrong) => {
    expect(metaRunnerText).toContain(right);
    expect(await findings(metaRunnerText.replaceAll(right, wrong))).not.toEqual([]);
  });
});
