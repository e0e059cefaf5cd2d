import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'rolldown';

/**
 * Writes the licence of every package that has code in the bundle beside it.
 * The list comes from the module graph, so it can neither miss nor add one.
 */
export function thirdPartyLicenses(file: string): Plugin {
  return {
    name: 'third-party-licenses',
    generateBundle(_options, bundle) {
      const roots = new Set<string>();
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const [id, module] of Object.entries(output.modules)) {
          const root = packageRoot(id);
          if (root && (module.renderedLength ?? 1) > 0) roots.add(root);
        }
      }
      this.emitFile({ type: 'asset', fileName: basename(file), source: render([...roots]) });
    },
  };
}

function packageRoot(moduleId: string): string | undefined {
  return /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(moduleId.replaceAll('\\', '/'))?.[0];
}

function render(roots: string[]): string {
  const entries = roots.map(describe);
  const unique = new Map(entries.map((entry) => [`${entry.name} ${entry.version}`, entry]));
  return [...unique]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, { license, text }]) => `${title} (${license})\n\n${text.trim()}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function describe(root: string) {
  const { name, version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return { name, version, license, text: licenseText(root) ?? `Licensed under ${license}.` };
}

/** Some packages of a monorepo carry no licence file; the notice in package.json then stands alone. */
function licenseText(root: string): string | undefined {
  const file = readdirSync(root).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  return file ? readFileSync(join(root, file), 'utf8').replaceAll('\r\n', '\n') : undefined;
}
