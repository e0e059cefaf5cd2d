import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { consulCluster } from '../../src/emulator/host/consul-cluster.ts';
import { appSpec, aWorld, type Tree, type World } from '../emulator/host/host-fixture.ts';
import { sandboxed } from './sandboxes.ts';

let world: World;
beforeAll(async () => {
  world = await aWorld({ hooks: 'sandbox' });
});
afterAll(() => world.close());

const service = (name: string, check?: object) => ({
  service: { name, port: 8080, ...(check && { check: { interval: '10s', ...check } }) },
});

/** A bundle that installs files for Consul's agent, and whose hook says what it finds and then fails, so that its log is told. */
function look(script: string, files: Record<string, unknown> = {}): Tree {
  const entries = Object.entries(files).map(([name, content]): [string, string] => [
    `consul/${name}`,
    typeof content === 'string' ? content : JSON.stringify(content),
  ]);
  const install =
    entries.length > 0 ? 'files:\n  - source: consul\n    destination: /etc/consul.d\n' : '';
  return {
    'appspec.yml': appSpec({ AfterInstall: 'look.sh' }, install),
    'look.sh': `#!/bin/sh\n${script}\nexit 1\n`,
    ...Object.fromEntries(entries),
  };
}

async function linesOf(bundle: Tree): Promise<string[]> {
  const { log = '' } = await world.host().outcome(bundle);
  return log.split('\n').filter((line) => line.startsWith('[std'));
}

const ask = (path: string) => `curl -sS http://127.0.0.1:8500${path}`;

describe('consul', () => {
  sandboxed(
    'The agent reads the JSON files of `/etc/consul.d` and of the folders in it: where the host begins, and after that with `consul reload`, `systemctl reload consul` or `PUT /v1/agent/reload` alone, so that what a bundle installs counts once a hook has it read. Each folder stands for one that a real agent is given by `-config-dir`, which reads no folders within it. HCL is not read, and `consul reload` says so.',
    async () => {
      const files = {
        'one.json': service('one'),
        'more/two.json': service('two'),
        'more/deep/three.json': service('three'),
        'four.hcl': 'service { name = "four" }',
      };
      const script = `echo before $(consul catalog services | sort)\nconsul reload\necho after $(consul catalog services | sort)
rm /etc/consul.d/one.json; systemctl reload consul; echo less $(consul catalog services | sort)
rm /etc/consul.d/more/two.json; curl -sS -X PUT http://127.0.0.1:8500/v1/agent/reload; echo; echo none $(consul catalog services | sort)`;
      const lines = await linesOf(look(script, files));
      expect(lines).toContain('[stdout]before');
      expect(lines).toContain('[stdout]after one three two');
      expect(lines).toContain('[stdout]less three two');
      expect(lines).toContain('[stdout]none three');
      expect(lines.join('\n')).toMatch(/four\.hcl/);
    },
  );

  sandboxed.each<[string, unknown, string]>([
    ['no JSON', '{ "service": ', 'JSON'],
    ['a service without a name', { service: { port: 80 } }, 'name'],
    ['a port that is no number', { service: { name: 'x', port: 'http' } }, 'port'],
    [
      'a check without an interval',
      { service: { name: 'x', check: { http: 'http://x' } } },
      'interval',
    ],
    ['a check that does nothing', { service: { name: 'x', check: { interval: '1s' } } }, 'check'],
    ['a script', service('x', { args: ['/bin/true'] }), 'enable_local_script_checks'],
  ])(
    'A file that is not JSON, a service without a name, a port that is not a number, a check without an interval or without anything to do, and scripts where `enable_local_script_checks` is not set are refused as a whole, and the reload fails. %s',
    async (_, content, word) => {
      const files = { 'bad.json': content, 'good.json': service('good') };
      const lines = await linesOf(
        look('consul reload || echo refused\nconsul catalog services', files),
      );
      expect(lines).toContain('[stdout]refused');
      expect(lines).not.toContain('[stdout]good');
      expect(lines.join('\n')).toContain(word);
    },
  );

  sandboxed(
    'Checks by HTTP, TCP and scripts are made whenever somebody asks, whatever their interval, and `success_before_passing` and its like are not heeded. A check by TTL is what the service last said. Others (gRPC, UDP, Docker, aliases) are not made, and a check of Consul that meets one was not rehearsed.',
    async () => {
      const files = {
        'agent.json': { enable_local_script_checks: true },
        'tcp.json': service('tcp', {
          tcp: '127.0.0.1:8500',
          interval: '1h',
          success_before_passing: 9,
        }),
        'script.json': service('script', {
          args: ['/usr/bin/test', '-e', '/run/up'],
          interval: '1h',
        }),
        'ttl.json': { service: { name: 'ttl', check: { id: 'said', ttl: '30s' } } },
        'grpc.json': service('grpc', { grpc: '127.0.0.1:1' }),
      };
      const health = (name: string) =>
        `echo ${name} $(curl -sS "http://127.0.0.1:8500/v1/health/service/${name}" | grep -o '"Status":"[a-z]*","Notes":"[^"]*","Output":"[^"]*"\\|"Status":"[a-z]*"' | tr '\\n' ' ')`;
      const script = `consul reload\n${health('tcp')}\n${health('script')}\ntouch /run/up\n${health('script')}\n${health('ttl')}
curl -sS -X PUT http://127.0.0.1:8500/v1/agent/check/pass/said\n${health('ttl')}\n${health('grpc')}
${ask('/v1/agent/checks')} | grep -o 'not made on hosts of a rehearsal' | head -1`;
      const lines = await linesOf(look(script, files));
      const of = (name: string) => lines.filter((line) => line.startsWith(`[stdout]${name} `));
      expect(of('tcp')).toEqual([expect.stringContaining('"passing"')]);
      expect(of('script')).toEqual([
        expect.stringMatching(/"(warning|critical)"/),
        expect.not.stringMatching(/"(warning|critical)"/),
      ]);
      expect(of('ttl')).toEqual([
        expect.stringContaining('"critical"'),
        expect.not.stringContaining('"critical"'),
      ]);
      expect(of('grpc')).toEqual([expect.stringContaining('"critical"')]);
      expect(lines).toContain('[stdout]not made on hosts of a rehearsal');
    },
  );

  sandboxed(
    'HTTP with 2xx is passing, with 429 a warning, otherwise critical; a script passes with 0 and warns with 1.',
    async () => {
      const server = `require('http').createServer((request, response) => response.writeHead(Number(request.url.slice(1))).end()).listen(8080, () => console.log('up'))`;
      const codes = [204, 429, 500];
      const exits = [0, 1, 2];
      const files = {
        'agent.json': { enable_local_script_checks: true },
        ...Object.fromEntries(
          codes.map((code) => [
            `h${code}.json`,
            service(`h${code}`, { http: `http://127.0.0.1:8080/${code}` }),
          ]),
        ),
        ...Object.fromEntries(
          exits.map((code) => [
            `s${code}.json`,
            service(`s${code}`, { args: ['/bin/sh', '-c', `exit ${code}`] }),
          ]),
        ),
      };
      const names = [...codes.map((code) => `h${code}`), ...exits.map((code) => `s${code}`)];
      const worst = names.map(
        (name) =>
          `echo ${name} $(curl -sS "http://127.0.0.1:8500/v1/health/service/${name}" | grep -o 'warning\\|critical' | head -1)`,
      );
      const script = `node -e "${server}" >/dev/null 2>&1 &\nfor i in 1 2 3 4 5 6 7 8 9 10; do curl -s http://127.0.0.1:8080/200 && break; sleep 0.2; done\nconsul reload\n${worst.join('\n')}\nkill %1`;
      const lines = await linesOf(look(script, files));
      for (const line of [
        'h204',
        'h429 warning',
        'h500 critical',
        's0',
        's1 warning',
        's2 critical',
      ])
        expect(lines).toContain(`[stdout]${line}`);
    },
  );

  sandboxed(
    '`consul reload`, `services register`, `services deregister`, `members`, `catalog services`, `catalog nodes`, `validate`, `maint -service`, `info` and `version` are known, and what hooks ask of `http://127.0.0.1:8500/v1/agent/…`, `/v1/health/…` and `/v1/catalog/…`, blocking queries among it. What is not known is refused.',
    async () => {
      const commands = [
        'reload',
        'services register -name=x -port=80',
        'members',
        'catalog services',
        'catalog nodes',
        'validate /etc/consul.d',
        'maint -service=x -enable -reason=work',
        'services deregister -id=x',
        'info',
        'version',
        'kv get x',
      ];
      const paths = ['/v1/agent/self', '/v1/health/service/x', '/v1/catalog/services', '/v1/kv/x'];
      const script = [
        ...commands.map((command) => `consul ${command} >/dev/null 2>&1; echo "${command}: $?"`),
        ...paths.map(
          (path) =>
            `echo ${path} $(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8500${path})`,
        ),
        `index=$(curl -sS -D - -o /dev/null http://127.0.0.1:8500/v1/health/service/x | tr -d '\\r' | sed -n 's/^x-consul-index: //Ip')`,
        `echo waited $(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:8500/v1/health/service/x?index=$index&wait=1s")`,
      ];
      const lines = await linesOf(look(script.join('\n'), { 'own.json': service('own') }));
      for (const command of commands)
        expect(lines).toContain(`[stdout]${command}: ${command.startsWith('kv') ? 1 : 0}`);
      for (const path of paths.slice(0, 3)) expect(lines).toContain(`[stdout]${path} 200`);
      expect(lines.find((line) => line.includes('/v1/kv/x'))).not.toContain('200');
      expect(lines).toContain('[stdout]waited 200');
    },
  );

  sandboxed(
    "Port 8500 is open from the start where a check asks Consul, else from the first `consul` on; a service of the bundle's own that listens there is asked in its place.",
    async () => {
      const own = `node -e "require('http').createServer((_, response) => response.end('our own')).listen(8500)" >/dev/null 2>&1 &\nfor i in 1 2 3 4 5 6 7 8 9 10; do ${ask('/')} 2>/dev/null && break; sleep 0.2; done\necho\nkill %1`;
      const closed = 'curl -sS http://127.0.0.1:8500/v1/agent/self >/dev/null 2>&1 || echo closed';
      expect(await linesOf(look(`${closed}\n${own}`))).toEqual(
        expect.arrayContaining(['[stdout]closed', '[stdout]our own']),
      );
      const opened = await linesOf(
        look(`consul members >/dev/null\n${ask('/v1/agent/self')} >/dev/null && echo open`),
      );
      expect(opened).toContain('[stdout]open');
    },
  );

  sandboxed(
    "To a check of `verify` the agents of a destination's hosts are one cluster: each node has the name of its instance, and a host that is gone has left. Tokens, datacenters and namespaces are not told apart.",
    async () => {
      const asked = await aWorld({ hooks: 'sandbox' });
      try {
        const [one, two] = [asked.host(), asked.host()];
        for (const host of [one, two])
          await host.outcome(look('consul reload', { 'orders.json': service('orders') }));
        const cluster = consulCluster({
          http: (instance, request, signal) => asked.hosts.http(instance, request, signal),
          clock: { now: Date.now, sleep: async () => undefined } as never,
        });
        const url = new URL('http://consul/v1/health/service/orders?dc=dc9&ns=team');
        const instances = [one.instance, two.instance, 'i-gone'];
        const { body } = await cluster(instances, url, AbortSignal.timeout(10_000));
        const nodes = (JSON.parse(body) as { Node: { Node: string } }[]).map(
          ({ Node }) => Node.Node,
        );
        expect(nodes.toSorted()).toEqual([one.instance, two.instance].toSorted());
      } finally {
        await asked.close();
      }
    },
  );
});
