import { existsSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { plainHost } from '../../src/emulator/host/gaps/settings.ts';
import { confinements } from '../../src/emulator/host/sandbox/confinement.ts';
import { appSpec, aWorld, type Tree, type World } from '../emulator/host/host-fixture.ts';
import { noSandboxes, sandboxed } from './sandboxes.ts';

const limits = { ...plainHost.limits, processes: 60, memory: 512, file: 8 };
const told: string[] = [];
let world: World;
beforeAll(async () => {
  const tell = (words: string) => void told.push(words);
  world = await aWorld({ hooks: 'sandbox', host: { ...plainHost, limits }, tell });
});
afterAll(() => world.close());

/** Makes a package with a user, a service and a file of configuration, and has it come and go. */
const aPackage = `mkdir -p /opt/p/DEBIAN /opt/p/usr/bin /opt/p/etc /opt/p/var/lib/fanout-try /opt/p/lib/systemd/system
cd /opt/p
printf '#!/bin/sh\\necho there\\n' > usr/bin/fanout-try; chmod 755 usr/bin/fanout-try
echo a=1 > etc/fanout-try.conf; echo /etc/fanout-try.conf > DEBIAN/conffiles
printf '[Service]\\nExecStart=/bin/sleep 1000\\n[Install]\\nWantedBy=multi-user.target\\n' > lib/systemd/system/fanout-try.service
printf 'Package: fanout-try\\nVersion: 1\\nArchitecture: all\\nMaintainer: a <a@example.com>\\nDescription: a\\n' > DEBIAN/control
cat > DEBIAN/postinst <<'END'
#!/bin/sh
set -e
getent passwd fanout-try > /dev/null || useradd --system --home-dir /var/lib/fanout-try fanout-try
chown fanout-try:fanout-try /var/lib/fanout-try
systemctl enable --now fanout-try.service
END
printf '#!/bin/sh\\nsystemctl stop fanout-try.service || true\\n' > DEBIAN/prerm
printf '#!/bin/sh\\n[ "$1" != purge ] || userdel fanout-try\\n' > DEBIAN/postrm
chmod 755 DEBIAN/p*
dpkg-deb --root-owner-group --build . /opt/one.deb; sed -i s/1/2/ DEBIAN/control; dpkg-deb --root-owner-group --build . /opt/two.deb
dpkg -i /opt/one.deb; fanout-try; systemctl is-active fanout-try; [ "$(stat -c %U /var/lib/fanout-try)" = fanout-try ]
echo b=2 >> /etc/fanout-try.conf; dpkg -i /opt/two.deb; grep b=2 /etc/fanout-try.conf
dpkg --purge fanout-try; [ ! -e /usr/bin/fanout-try ]; ! id fanout-try`;

/** What a hook writes, one `name: value` a line; its own end is a failure, so that its log comes back. */
async function answersOf(script: string, runas?: string): Promise<Record<string, string>> {
  const spec = appSpec({ AfterInstall: 'hook.sh' }, '');
  const text = runas ? spec.replace('timeout: 60', `timeout: 60\n      runas: ${runas}`) : spec;
  const tree: Tree = { 'appspec.yml': text, 'hook.sh': `#!/bin/bash\n${script}\nexit 1\n` };
  const { log } = await world.host().outcome(tree);
  const lines = log.matchAll(/^\[stdout\](\w+): (.*)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value = '']) => [name, value]));
}

const isFirstUsers = process.getuid?.() === 0 && noSandboxes === '';
const asRoot = isFirstUsers ? test : test.skip;
const manyUsers = isFirstUsers ? sandboxed : test.skip;

describe('privileges', () => {
  asRoot(
    'Root of a sandbox that root started is nobody on the machine, and root to hooks.',
    async () => {
      const said = await answersOf(`echo "user: $(id -u) $(id -un)"
echo "map: $(awk '{ print ($2 > 0 ? "another" : "the same") }' /proc/self/uid_map | head -1)"
touch /opt/mine && chown daemon /opt/mine && echo "owner: $(stat -c %U /opt/mine)"
su daemon -s /bin/sh -c 'echo "other: $(id -un)"'
echo "system: $(stat -c %U /usr/bin/env)"
echo x > /etc/made-by-hook && echo "etc: $(stat -c %U /etc/made-by-hook)"`);
      expect(said).toEqual({
        user: '0 root',
        map: 'another',
        owner: 'daemon',
        other: 'daemon',
        system: 'nobody',
        etc: 'root',
      });
    },
  );

  sandboxed('Nothing in a sandbox gains a privilege that it was not given.', async () => {
    const said = await answersOf(
      `echo "privileges: $(grep NoNewPrivs /proc/self/status | tr -d '\\t')"`,
    );
    expect(said).toEqual({ privileges: 'NoNewPrivs:1' });
  });
});

manyUsers('The user of runas has sudo, and it is said that nobody asked sudoers.', async () => {
  const said = await answersOf(
    `echo "me: $(id -un)"
echo "root: $(sudo id -un)"
echo "other: $(sudo -u nobody id -un)"
echo "who: $(sudo sh -c 'echo $SUDO_USER $HOME')"
echo "input: $(echo through | sudo cat)"
sudo sh -c 'exit 7'; echo "code: $?"
sudo sh -c 'echo wrong >&2' 2>&1 | sed 's/^/error: /'
KEPT=yes sudo -E sh -c 'echo "kept: $KEPT"'
KEPT=yes sudo sh -c 'echo "emptied: $KEPT"'
cd /usr && echo "folder: $(sudo pwd)"
sudo systemctl show nothing >/dev/null 2>&1; echo "service: $?"`,
    'app',
  );
  expect(said).toMatchObject({
    me: 'app',
    root: 'root',
    other: 'nobody',
    who: 'app /root',
    input: 'through',
    code: '7',
    error: 'wrong',
    kept: 'yes',
    emptied: '',
    folder: '/usr',
  });
  expect(told).toContain(
    'app used sudo in AfterInstall, which hosts of a rehearsal allow: whether sudoers of the instances does is not rehearsed',
  );
});

describe('what a sandbox is kept from fails no bundle', () => {
  const outcomeOf = (script: string, runas = 'root') =>
    world.host().outcome({
      'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }).replace(
        'timeout: 60',
        `timeout: 60\n      runas: ${runas}`,
      ),
      'hook.sh': `#!/bin/bash\nset -e\n${script}\n`,
    });

  const packages = noSandboxes === '' && existsSync('/usr/bin/dpkg-deb') ? test : test.skip;
  packages(
    'A package of Debian is installed, upgraded and purged with all its scripts.',
    async () => {
      const outcome = await outcomeOf(aPackage);
      expect({ errorCode: outcome.errorCode, lacking: outcome.lacking, log: outcome.log }).toEqual({
        errorCode: 0,
        lacking: undefined,
        log: expect.anything(),
      });
    },
  );

  sandboxed('Accounts are made, changed and removed.', async () => {
    const outcome = await outcomeOf(`groupadd fanout-group
useradd --system --create-home --home-dir /srv/fanout-user --gid fanout-group fanout-user
usermod --append --groups daemon fanout-user
id -nG fanout-user | grep -q daemon
userdel --remove fanout-user && groupdel fanout-group`);
    expect(outcome).toMatchObject({ errorCode: 0 });
  });

  sandboxed.each([
    ['touch /usr/bin/env', 'the right to change this machine’s /usr/bin/env'],
    [
      'echo x > /usr/lib/locale/C.utf8/x',
      'the right to change this machine’s /usr/lib/locale/C.utf8/x',
    ],
    [
      'echo 1 > /proc/sys/vm/swappiness',
      'the right to change this machine’s /proc/sys/vm/swappiness',
    ],
    ['touch /opt/mine; chown 200000 /opt/mine', 'users with ids above 65535'],
  ])('Hosts do not rehearse: %s', async (script, lacking) => {
    const outcome = await outcomeOf(script);
    expect(outcome).toMatchObject({ errorCode: 4, lacking: { what: [lacking], isLater: false } });
  });

  const denial = 'echo "sysctl: permission denied on key \\"vm.max_map_count\\"" >&2; exit 1';
  sandboxed(
    'What a host would let root do alone stays red for another user, unless it used sudo.',
    async () => {
      const own = await outcomeOf(denial, 'app');
      expect(own).toMatchObject({
        errorCode: 4,
        log: expect.stringContaining('sysctl: permission'),
      });
      expect(own.lacking).toBeUndefined();
      const lacking = { what: ['a kernel to set up'], isLater: false };
      for (const script of [`sudo true; ${denial}`, `sudo sh -c '${denial}'`])
        expect(await outcomeOf(script, 'app')).toMatchObject({ errorCode: 4, lacking });
      expect(await outcomeOf(denial)).toMatchObject({ errorCode: 4, lacking });
    },
  );

  sandboxed('What a script may not by its own making stays red.', async () => {
    const outcome = await outcomeOf(
      'mkdir /opt/own; su daemon -s /bin/sh -c "touch /opt/own/file"',
    );
    expect(outcome).toMatchObject({ errorCode: 4 });
    expect(outcome.lacking).toBeUndefined();
  });
});

const filtered = noSandboxes === '' && confinements()[0]?.by === 'perl' ? test : test.skip;

filtered('Neither hypervisor nor keys of the machine can be reached from a sandbox.', async () => {
  const said = await answersOf(`perl -e '
use Socket;
$! = 0; socket(my $v, 40, SOCK_STREAM, 0); print "vsock: $!\\n";
$! = 0; socket(my $a, 38, 5, 0); print "alg: $!\\n";
$! = 0; syscall(${process.arch === 'arm64' ? 219 : 250}, 0, -3, 0); print "keys: $!\\n";
socket(my $s, AF_INET, SOCK_STREAM, 0) and print "inet: works\\n";'
echo "filter: $(grep '^Seccomp:' /proc/self/status | tr -d '\\t')"`);
  expect(said).toEqual({
    vsock: 'Address family not supported by protocol',
    alg: 'Address family not supported by protocol',
    keys: 'Operation not permitted',
    inet: 'works',
    filter: 'Seccomp:2',
  });
});

describe('A host has limits of processes, memory, files and disk.', () => {
  sandboxed('a fork bomb ends in its own sandbox', async () => {
    // With what the shell does itself, for nothing can be started when the limit is reached.
    const said = await answersOf(`sh -c 'i=0
while [ $i -lt 400 ]; do sleep 3 & i=$((i+1)); echo $i > /tmp/started; done' 2>/tmp/error
read -r started < /tmp/started; read -r error < /tmp/error
echo "started: $started"; echo "error: $error"`);
    expect(Number(said.started)).toBeLessThan(limits.processes);
    expect(said.error).toMatch(/[Cc]annot fork|Resource temporarily unavailable/);
    // Another host works as before.
    expect(await answersOf('echo "still: here"')).toEqual({ still: 'here' });
  });

  sandboxed('memory and files', async () => {
    const said =
      await answersOf(`node -e 'const a = []; for (let i = 0; i < 20; i++) a.push(Buffer.alloc(64 << 20, 1)); console.log("memory: all")' 2>/dev/null || echo "memory: ended"
head -c 20M /dev/zero > /opt/long 2>/dev/null || echo "file: ended"
echo "size: $(stat -c %s /opt/long)"
head -c 100M /dev/zero > /dev/shm/x 2>/dev/null || echo "shared: ended"`);
    expect(said).toEqual({
      memory: 'ended',
      file: 'ended',
      size: String(8 * 1024 * 1024),
      shared: 'ended',
    });
  });

  sandboxed('a host ends before the disk is full, and says why', async () => {
    const { bavail, bsize } = statfsSync(tmpdir());
    const free = Math.max(0, Math.floor((bavail * bsize) / 1024 ** 2) - 20);
    const said: string[] = [];
    const full = await aWorld({
      hooks: 'sandbox',
      tell: (words) => void said.push(words),
      host: { ...plainHost, limits: { ...limits, file: 4096, free } },
    });
    try {
      const script = '#!/bin/sh\nhead -c 200M /dev/zero > /opt/a; sync; sleep 20\n';
      const outcome = await full.host().outcome({
        'appspec.yml': appSpec({ AfterInstall: 'hook.sh' }),
        'hook.sh': script,
      });
      expect(outcome.errorCode).not.toBe(0);
      expect(said.join('\n')).toContain(
        `the host was ended: less than ${free} MiB were left on the disk that hosts write to`,
      );
    } finally {
      await full.close();
    }
  });
});
