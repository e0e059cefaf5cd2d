import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Emit } from '../../release/events.ts';
import { bytes } from '../../words/quantities.ts';
import type { CommandPorts } from '../command-ports.ts';
import { digestFrom } from '../digest-from.ts';
import type { InputsOf } from '../inputs.ts';
import { makeBundle } from '../make-bundle.ts';
import { otherContent } from '../other-content.ts';
import { loadProject } from '../project.ts';

export async function packageCommand(
  inputs: InputsOf<'package'>,
  ports: CommandPorts,
): Promise<number> {
  const { host, clock, cwd } = ports;
  const asked = inputs.digest && digestFrom(inputs.digest);
  const project = await loadProject(inputs, ports, { required: false });
  const out = inputs.out
    ? resolve(cwd, inputs.out)
    : join(await mkdtemp(join(tmpdir(), 'fanout-')), `${project.version}.zip`);
  const emit: Emit = (event) => void host.take({ at: clock.now(), ...event });
  const bundle = await makeBundle(project, out, { ...ports, emit });
  const { path, size, digest, sha256, entries } = bundle;
  if (asked !== undefined && digest !== asked) throw otherContent(path, digest, asked);
  const result = { version: project.version, path, size, digest, sha256, entries: entries.length };
  host.output('version', project.version);
  host.output('digest', digest);
  if (inputs.json) host.result(JSON.stringify(result));
  else {
    const lines = [path, `  size    ${bytes(size)}`, `  digest  ${digest}`, `  sha256  ${sha256}`];
    host.print(lines.join('\n'));
  }
  return 0;
}
