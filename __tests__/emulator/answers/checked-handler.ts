import { Readable } from 'node:stream';
import { NormalizedSchema } from '@smithy/core/schema';
import { type Answer, strangeInQuery, strangeInRest } from './against-model.ts';

/** What answers had that AWS's model has not, and which operations were asked. */
export class Watch {
  readonly strange: string[] = [];
  readonly asked = new Set<string>();
}

type Asked = { clientName: string; __smithy_context: { operationSchema: readonly unknown[] } };
type Got = { response: { statusCode: number; headers: Record<string, string>; body: Readable } };
type Next = (given: object) => Promise<Got>;

/** Holds each answer that a client of the SDK gets against the schema that the SDK has of it. */
export function watched<T extends { middlewareStack: object }>(client: T, watch: Watch): T {
  const stack = client.middlewareStack as {
    add(middleware: (next: Next, asked: Asked) => Next, how: object): void;
  };
  stack.add(
    (next, asked) => async (given) => {
      const result = await next(given);
      const { statusCode, headers } = result.response;
      const chunks: Buffer[] = [];
      for await (const chunk of result.response.body) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      result.response.body = Readable.from(body.length === 0 ? [] : [body]);
      if (statusCode < 300) note(watch, asked, { headers, body });
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'watched' },
  );
  return client;
}

function note(watch: Watch, { clientName, __smithy_context }: Asked, answer: Answer): void {
  const [, , operation, , , output] = __smithy_context.operationSchema;
  const name = String(operation);
  watch.asked.add(name);
  const schema = NormalizedSchema.of((typeof output === 'function' ? output() : output) as never);
  const strange =
    clientName === 'STSClient'
      ? strangeInQuery(schema, name, answer.body)
      : strangeInRest(schema, answer, name);
  watch.strange.push(...strange.map((words) => `${name}: ${words}`));
}
