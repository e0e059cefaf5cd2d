import * as z from 'zod';
import { duration, later, template } from './scalars.ts';

const http = later(() =>
  z.strictObject({
    url: template.describe('Address to ask. `${version}` is the release just deployed.'),
    status: z
      .int()
      .min(100)
      .max(599)
      .optional()
      .describe(
        'The status the answer must have; redirects are followed within the host, unless one is expected here. Default: 200.',
      ),
    json: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(
        'Values the JSON answer must have, by key or, beginning with "/", by JSON pointer (RFC 6901); a key that exists exactly as written takes precedence.',
      ),
    headers: z
      .record(
        z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/, { error: 'the name of a header' }),
        z.string(),
      )
      .optional()
      .describe('Headers to send. `${env.NAME}` takes a secret from the environment.'),
    contains: z.string().min(1).optional().describe('Text the body must contain.'),
  }),
);

const consul = later(() =>
  z.strictObject({
    url: template.describe(
      'Address of a Consul agent or server that the job can reach. fanout asks it for `/v1/health/service/SERVICE`, with blocking queries.',
    ),
    service: template.describe('Name of the service in Consul.'),
    meta: z
      .record(z.string().min(1).max(128), template)
      .optional()
      .describe(
        'Metadata that instances of this version have. Default: `{ version: "${version}" }`, unless `tags` are given.',
      ),
    tags: z.array(template).optional().describe('Tags that instances of this version have.'),
    instance: z
      .string()
      .regex(/^(?:node|count|(?:meta|nodeMeta)\.[\w-]+)$/, {
        error: '"node", "count", "meta.KEY" or "nodeMeta.KEY"',
      })
      .optional()
      .describe(
        'Where Consul keeps the instance id of CodeDeploy: in the name of the node, or in metadata of the service or the node. `count` compares only the number of instances. Default: node.',
      ),
    datacenter: template.optional().describe("The datacenter to ask. Default: the agent's own."),
    namespace: template.optional().describe('The namespace, in Consul Enterprise.'),
    token: z
      .string()
      .min(1)
      .optional()
      .describe(
        'An ACL token that may read the service and its nodes; `${env.NAME}` takes it from the environment.',
      ),
  }),
);

const exactlyOne = 'a check with exactly one of "http", "consul" and "command"';
const kinds = ['http', 'consul', 'command'] as const;

export const check = later(() =>
  z
    .strictObject({
      name: z.string().min(1).max(100).optional().describe('The name of the check in reports.'),
      http: http.optional().describe('Ask an HTTP address.'),
      consul: consul
        .optional()
        .describe(
          'Ask Consul whether this version is registered and passing on every host of the destination.',
        ),
      command: z
        .array(z.string())
        .min(1)
        .optional()
        .describe(
          'A program and its arguments, run without a shell and used as they are: environment variables give it destination and version. It must exit with 0.',
        ),
      timeout: duration
        .optional()
        .describe(
          'How long to go on trying; each try has up to 30s for its answer, a command all the remaining time. Default: 5m.',
        ),
      interval: duration.optional().describe('Time between tries. Default: 10s.'),
      consecutive: z
        .int()
        .min(1)
        .max(100)
        .optional()
        .describe('How many tries in a row must succeed. Default: 3.'),
      failures: z
        .int()
        .min(1)
        .max(100)
        .optional()
        .describe(
          'While a wave bakes: how many tries in a row must fail before the destination has gone bad. Default: 3.',
        ),
    })
    .refine((value) => kinds.filter((kind) => value[kind] !== undefined).length === 1, {
      error: exactlyOne,
    })
    .meta({ oneOf: kinds.map((kind) => ({ required: [kind] })) }),
);

export type CheckSetting = z.infer<typeof check>;
