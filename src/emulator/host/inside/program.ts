import type { Owners } from './file-work.ts';

/** Whether a host has a stand-in for an agent of Consul: its port is open from the start, or once it is asked for. */
export type Consul = 'none' | 'asked' | 'on';

/** Replaced by the build: build/script-text.js. */
declare function nodeText(entry: string): { text: string };

const insideProgram = nodeText('./inside.ts');
const consulProgram = nodeText('./consul/command.ts');
const systemctlProgram = nodeText('./systemctl.ts');
const asRootProgram = nodeText('./as-root.ts');

/**
 * The program of a host as one CommonJS file.
 *
 * @param given.sandboxed whether what runs beside it may have it run something as root
 */
export function programText(owners: Owners, given: { sandboxed: boolean; consul: Consul }): string {
  return `Object.assign(globalThis, ${JSON.stringify({ owners, ...given })});\n${insideProgram.text}`;
}

/** The stand-in for the consul command as one CommonJS file. */
export function consulText(): string {
  return consulProgram.text;
}

/** The stand-in for systemctl and journalctl as one CommonJS file. */
export function systemctlText(oneUser: boolean): string {
  return `globalThis.oneUser = ${oneUser};\n${systemctlProgram.text}`;
}

/** What runs a command as root for a user of the host as one CommonJS file. */
export function asRootText(): string {
  return asRootProgram.text;
}
