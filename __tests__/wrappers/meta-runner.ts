import { readFileSync } from 'node:fs';

export const metaRunnerText = readFileSync(
  new URL('../../teamcity-meta-runner.xml', import.meta.url),
  'utf8',
);

/** The fields of the recipe's form: name, default and specification. */
export function fields(): { name: string; value: string; spec: string }[] {
  const form = /<parameters>([\s\S]*?)<\/parameters>/.exec(metaRunnerText)?.[1] ?? '';
  return [...form.matchAll(/<param name="([^"]*)" value="([^"]*)" spec="([^"]*)" \/>/g)].map(
    ([, name = '', value = '', spec = '']) => ({
      name,
      value: decoded(value),
      spec: decoded(spec),
    }),
  );
}

/** The scripts of its steps, with the condition under which each runs. */
export function scripts(): { script: string; mode: string }[] {
  const steps = metaRunnerText.matchAll(/<runner [\s\S]*?<\/runner>/g);
  return [...steps].map(([step]) => ({
    script: /<!\[CDATA\[([\s\S]*?)\]\]>/.exec(step)?.[1] ?? '',
    mode: /name="teamcity\.step\.mode" value="(\w+)"/.exec(step)?.[1] ?? '',
  }));
}

/** One attribute of a specification, as TeamCity reads it. */
export function attribute(spec: string, name: string): string | undefined {
  const value = new RegExp(`\\b${name}='((?:[^'|]|\\|.)*)'`).exec(spec)?.[1];
  return value?.replaceAll(/\|(.)/g, (_, one: string) => (one === 'n' ? '\n' : one));
}

function decoded(xml: string): string {
  return xml
    .replaceAll('&quot;', '"')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');
}
