import type { Owners } from './file-work.ts';

/** Replaced by the build: build/script-text.js. */
declare function nodeText(entry: string): { text: string };

const insideProgram = nodeText('./inside.ts');
const systemctlProgram = nodeText('./systemctl.ts');
const asRootProgram = nodeText('./as-root.ts');

/**
 * The program of a host as one CommonJS file.
 *
 * @param sandboxed whether what runs beside it may have it run something as root
 */
export function programText(owners: Owners, { sandboxed }: { sandboxed: boolean }): string {
  return `Object.assign(globalThis, ${JSON.stringify({ owners, sandboxed })});\n${insideProgram.text}`;
}

/** The stand-in for systemctl and journalctl as one CommonJS file. */
export function systemctlText(oneUser: boolean): string {
  return `globalThis.oneUser = ${oneUser};\n${systemctlProgram.text}`;
}

/** What runs a command as root for a user of the host as one CommonJS file. */
export function asRootText(): string {
  return asRootProgram.text;
}
