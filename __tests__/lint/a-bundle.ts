import type { BundleEntry } from '../../src/bundle/bundle.ts';
import type { LintedBundle } from '../../src/lint/lint-bundle.ts';

export type Content =
  | string
  | Uint8Array
  | { text?: string; mode?: number | undefined; link?: string; size?: number };

/** A bundle of these files; scripts (`*.sh`) are executable, everything has Unix modes unless told otherwise. */
export function aBundle(files: Record<string, Content>): LintedBundle {
  const contents = new Map<string, Uint8Array>();
  const entries = Object.entries(files).map(([path, content]): BundleEntry => {
    const given =
      typeof content === 'string' || content instanceof Uint8Array ? { text: content } : content;
    const {
      text = '',
      link,
      size,
    } = given as { text?: string | Uint8Array; link?: string; size?: number };
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    contents.set(path, bytes);
    if (link !== undefined) return { path, kind: 'link', mode: 0o777, size: 0, target: link };
    const mode = 'mode' in given ? given.mode : path.endsWith('.sh') ? 0o755 : 0o644;
    return {
      path,
      kind: path.endsWith('/') ? 'directory' : 'file',
      mode,
      size: size ?? bytes.length,
    };
  });
  return {
    entries,
    size: 1000,
    async read(path) {
      const bytes = contents.get(path);
      if (!bytes) throw new Error(`nothing to read at ${path}`);
      return bytes;
    },
  };
}

/** An AppSpec file with these sections after version and os. */
export function anAppSpec(sections: string, os = 'linux'): string {
  return `version: 0.0\nos: ${os}\n${sections}\n`;
}

export const SCRIPT = '#!/bin/bash\nsystemctl start orders\n';
