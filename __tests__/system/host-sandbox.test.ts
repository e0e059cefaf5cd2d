import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { compileProgram } from '../compile-program.ts';
import { appSpec, type Outcome, type Tree } from '../emulator/host/host-fixture.ts';
import type { Order } from './host-driver.ts';
import { noSandboxes } from './sandboxes.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;
const runners: { name: string; uid: number | undefined; possible: boolean }[] = [
  { name: 'root', uid: undefined, possible: isRoot },
  { name: 'an ordinary user', uid: isRoot ? NOBODY : undefined, possible: true },
];

let folder: string;
let driver: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'fanout-sandbox-test-'));
  fs.chmodSync(folder, 0o755);
  driver = path.join(folder, 'driver.cjs');
  compileProgram('__tests__/system/host-driver.ts', driver, 'cjs');
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0).reverse()) step();
});

/** A file that a sandbox could harm without harm; removed after the test. */
function canary(file: string, text: string, mode = 0o644): string {
  const made = fs.mkdirSync(path.dirname(file), { recursive: true });
  undo.push(() => fs.rmSync(made ?? file, { recursive: true, force: true }));
  fs.writeFileSync(file, text);
  fs.chmodSync(file, mode);
  return file;
}

type Result = { report: string[]; outcome: Outcome; root: string };

/** Deploys a bundle in a process of its own, with a home, a variable and a workspace that hold secrets. */
async function deploy(
  bundle: Tree,
  uid: number | undefined,
  places: { home: string; workspace: string; outside: number },
): Promise<Result> {
  const child = spawn(process.execPath, [driver], {
    cwd: '/',
    env: { PATH: process.env.PATH, HOME: places.home, CANARY_TOKEN: 'canary-of-the-environment' },
    stdio: withDescriptor33(places.outside),
    ...(uid !== undefined && { uid, gid: uid }),
  });
  const order: Order = { bundle, workspace: places.workspace };
  child.stdin?.end(JSON.stringify(order));
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return JSON.parse(output) as Result;
}

/** As a shell has it after `exec 33</folder`. */
function withDescriptor33(descriptor: number) {
  return [
    ...(['pipe', 'pipe', 'inherit'] as const),
    ...Array.from({ length: 30 }, () => 'ignore' as const),
    descriptor,
  ];
}

function answers(outcome: Outcome): Record<string, string> {
  const lines = outcome.log.matchAll(/^\[stdout\](\S+): (.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', text = '']) => [name, text]));
}

describe.each(runners)('a hostile hook in a sandbox of $name', ({ uid, possible }) => {
  const run = noSandboxes === '' && possible ? test : test.skip;
  const mark = `fanout-canary-${randomBytes(6).toString('hex')}`;

  function places() {
    const owner = uid ?? process.getuid?.() ?? 0;
    const home = fs.mkdtempSync(path.join(folder, 'home-'));
    const workspace = fs.mkdtempSync(path.join(folder, 'workspace-'));
    fs.mkdirSync(path.join(home, '.aws'));
    fs.writeFileSync(path.join(home, '.aws/credentials'), 'canary-of-aws', { mode: 0o600 });
    fs.mkdirSync(path.join(workspace, '.git'));
    fs.writeFileSync(path.join(workspace, '.git/config'), 'canary-of-git');
    for (const place of [home, workspace]) {
      for (const inner of ['', '.aws', '.aws/credentials', '.git', '.git/config']) {
        const file = path.join(place, inner);
        if (fs.existsSync(file)) fs.chownSync(file, owner, owner);
      }
    }
    const outside = fs.openSync(workspace, 'r');
    undo.push(() => fs.closeSync(outside));
    return { home, workspace, outside };
  }

  run(
    'A hook reaches neither secrets nor files nor processes nor ports of the machine.',
    async () => {
      const where = places();
      const systemFiles = isRoot
        ? ['/usr/local/share', '/etc', '/opt', '/var/lib', '/srv'].map((base) =>
            canary(path.join(base, mark, 'file'), 'outside'),
          )
        : [];
      const secrets = isRoot
        ? [
            canary(`/etc/${mark}.key`, 'canary-of-root', 0o600),
            canary(`/run/${mark}`, 'canary-of-run'),
            canary(`/root/${mark}`, 'canary-of-home'),
            ...['/opt', '/var/lib', '/srv', '/usr/local/share', '/usr/share'].map((base) =>
              canary(`${base}/${mark}.d/2/3/4/5/key`, 'canary-of-the-deep', 0o600),
            ),
          ]
        : [];
      const setting = '/proc/sys/kernel/printk_ratelimit_burst';
      const before = fs.readFileSync(setting, 'utf8').trim();
      undo.push(() => isRoot && fs.writeFileSync(setting, before));
      const victim = spawn('sleep', ['300'], { stdio: 'ignore' });
      undo.push(() => victim.kill('SIGKILL'));
      const server = net.createServer((socket) => socket.end('outside'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      undo.push(() => server.close());
      const { port } = server.address() as net.AddressInfo;
      const abstract = net.createServer((socket) => socket.end('outside'));
      await new Promise<void>((resolve) => abstract.listen(`\0${mark}`, resolve));
      undo.push(() => abstract.close());

      const all = [...secrets, `${where.home}/.aws/credentials`, `${where.workspace}/.git/config`];
      const script = `#!/bin/sh
try() { name=$1; shift; if "$@" >/dev/null 2>&1; then echo "$name: done"; else echo "$name: refused"; fi; }
remove() { rm -rf "$1" && [ ! -e "$1" ]; }
for file in ${systemFiles.map((file) => path.dirname(file)).join(' ')}; do remove $file || echo "remove: failed"; done
rm -rf ${where.home} ${where.workspace}
for file in ${all.join(' ')}; do ! cat $file >/dev/null 2>&1 || echo "secret: $file"; done
grep -rl canary-of /proc/[0-9]*/environ 2>/dev/null | head -1 | sed 's/^/environment: /'
env | grep -i canary | sed 's/^/environment: /'
echo "shadow: $(grep -c -v '^[^:]*:\\*:' /etc/shadow)"
try proc sh -c 'echo 11 > ${setting}'
try sysrq sh -c '[ -w /proc/sysrq-trigger ] && : > /proc/sysrq-trigger'
try descriptor sh -c 'cat /proc/self/fd/33/.git/config || cat /proc/1/fd/33/.git/config || ls /proc/*/fd/33/.git'
try signal kill -TERM ${victim.pid}
try mount mount -t tmpfs tmpfs /mnt
try namespace unshare --user --map-root-user true
try device mknod /tmp/device b 8 0
try outward curl -s --max-time 2 http://127.0.0.1:${port}
try abstract node -e 'require("net").connect("\\0${mark}").on("connect", () => process.exit(0)).on("error", () => process.exit(1))'
node -e 'require("http").createServer((q, s) => s.end("inside")).listen(${port}, "0.0.0.0")' >/dev/null 2>&1 &
for i in 1 2 3 4 5 6 7 8 9; do curl -s http://localhost:${port} >/dev/null && break; sleep 0.1; done
echo "inward: $(curl -s http://localhost:${port})"
echo "write: $(for top in usr etc opt var srv home root tmp; do mkdir -p /$top/${mark} && echo x > /$top/${mark}/new || echo $top; done)"
echo "processes: $(ls -d /proc/[0-9]* | wc -l | awk '{ print ($1 < 15 ? "few" : "many") }')"
echo "devices: $(find /dev -type b | wc -l)"
exit 1
`;
      const tree: Tree = { 'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }), 'hook.sh': script };
      const { outcome, report, root } = await deploy(tree, uid, where);

      expect(report[0]).toMatch(/^hooks run in a sandbox/);
      expect(report[1]).toMatch(
        /^a host has at most \d+ processes .* limited by nothing but the job/,
      );
      expect(outcome).toMatchObject({ event: 'AfterInstall', errorCode: 4 });
      expect(answers(outcome)).toEqual({
        shadow: '0',
        proc: 'refused',
        sysrq: 'refused',
        descriptor: 'refused',
        signal: 'refused',
        mount: 'refused',
        namespace: 'refused',
        device: 'refused',
        outward: 'refused',
        abstract: 'refused',
        inward: 'inside',
        write: '',
        processes: 'few',
        devices: '0',
      });
      for (const file of systemFiles) expect(fs.readFileSync(file, 'utf8')).toBe('outside');
      expect(fs.readFileSync(`${where.home}/.aws/credentials`, 'utf8')).toBe('canary-of-aws');
      expect(fs.readFileSync(`${where.workspace}/.git/config`, 'utf8')).toBe('canary-of-git');
      expect(fs.readFileSync(setting, 'utf8').trim()).toBe(before);
      expect(victim.exitCode ?? victim.signalCode).toBeNull();
      for (const top of ['usr', 'etc', 'opt', 'var', 'srv', 'home', 'root', 'tmp']) {
        expect(fs.existsSync(`/${top}/${mark}/new`)).toBe(false);
      }
      expect(fs.existsSync(root)).toBe(false);
      expect(leftovers(mark)).toEqual([]);
    },
  );
});

/** Mounts of this machine, and processes but this one, that a sandbox left behind. */
function leftovers(mark: string): string[] {
  const mounts = fs.readFileSync('/proc/self/mounts', 'utf8').split('\n');
  const processes = fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  const commands = processes.map((pid) => {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return '';
    }
  });
  return [...mounts, ...commands].filter(
    (line) => line.includes(mark) || line.includes('fanout-host-test-'),
  );
}
