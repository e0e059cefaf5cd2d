import type { BundleFindings } from '../findings.ts';
import type { World } from './needed.ts';

const UNIT =
  /^\/(?:etc|lib|usr\/lib|usr\/local\/lib)\/systemd\/system\/[^/]+\.(?:service|timer|socket|path)$/;

/** systemd's units that a deployment installs. `hooks` is the text of every script that hooks run. */
export async function checkUnits(
  { tree, plan, modes }: World,
  hooks: string,
  read: (path: string) => Promise<Uint8Array | undefined>,
  findings: BundleFindings,
): Promise<void> {
  const reloads = /daemon-re(?:load|exec)|systemctl\s[^\n]*\b(?:re)?enable\b/.test(hooks);
  const uses = /\b(?:systemctl|service)\s/.test(hooks);
  for (const [target, { source, item }] of plan.copies) {
    if (!UNIT.test(target)) continue;
    if (uses && !reloads) {
      const message = `"${target}" is replaced and no hook has systemd read it again`;
      findings.appspec.add('unit/no-reload', message, item.at);
    }
    if (!target.endsWith('.service')) continue;
    const text = new TextDecoder().decode((await read(source)) ?? new Uint8Array());
    for (const [at, lineText] of text.split('\n').entries()) {
      const program = /^ExecStart(?:Pre|Post)?\s*=\s*[-@:+!]*"?(\/[^\s"]+)/.exec(lineText)?.[1];
      const from = program === undefined ? undefined : plan.copies.get(program)?.source;
      const mode = from === undefined ? undefined : tree.entry(from)?.mode;
      if (program === undefined || mode === undefined || (mode & 0o111) !== 0) continue;
      if (/[1357]/.test(modes.get(program)?.slice(-3) ?? '')) continue;
      const name = program.slice(program.lastIndexOf('/') + 1);
      if (/\bchmod\b/.test(hooks) && (hooks.includes(name) || /chmod\s+-\w*R/.test(hooks)))
        continue;
      const message = `"${program}" is installed without the executable bit`;
      findings.inside(source).add('unit/not-executable', message, { line: at + 1 });
    }
  }
}
