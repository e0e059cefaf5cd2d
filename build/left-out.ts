import { readFileSync } from 'node:fs';
import type { Plugin } from 'rolldown';

/** Parts of libraries that nothing here reaches, and why. */
const parts: readonly { path: RegExp; why: string }[] = [
  { path: /\/node_modules\/bowser\//, why: 'the SDK tells browsers apart with it' },
  {
    path: /\/node_modules\/debug\/src\/index\.js$/,
    why: 'prints what proxy agents do when DEBUG is set',
  },
  {
    path: /\/@smithy\/core\/dist-es\/submodules\/event-streams\/index\.js$/,
    why: 'S3 Select, which is not called',
  },
  {
    path: /\/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/,
    why: 'schema/ is generated when the project is built, not when it runs',
  },
];

/** Bundles these as functions that give back what they are given, under the names they export. */
export function leftOut(): Plugin {
  return {
    name: 'left-out',
    load(id) {
      const path = id.replaceAll('\\', '/');
      if (!parts.some((part) => part.path.test(path))) return undefined;
      const code = readFileSync(id, 'utf8');
      if (!/^export /m.test(code)) return 'module.exports = () => () => undefined;';
      const names = [
        ...[...code.matchAll(/^export (?:async )?(?:function|class|const|let) ([\w$]+)/gm)].map(
          ([, name]) => name,
        ),
        ...[...code.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list = '']) =>
          list.split(',').map((part) =>
            part
              .trim()
              .split(/\s+as\s+/)
              .at(-1),
          ),
        ),
      ].filter((name) => name && name !== 'default');
      return `${names.map((name) => `export const ${name} = (value) => value;`).join('\n')}\nexport default {};`;
    },
  };
}
