import * as z from 'zod';
import { eventSchema } from '../src/report/event-schema.ts';
import {
  changesJsonSchema,
  lintJsonSchema,
  planJsonSchema,
  statusJsonSchema,
} from './look-json-schemas.ts';
import { runJsonSchema } from './run-json-schema.ts';

/** schema/event.schema.json: a line of what `--events` writes, from the definition by which pages read it. */
export function eventSchemaText(): string {
  return textOf('fanout event', eventSchema);
}

/** schema/run.schema.json: the object of `deploy`, `promote` and `rollback` with `--json`. */
export function runSchemaText(): string {
  return textOf('fanout --json', runJsonSchema);
}

/** schema/NAME.schema.json: the object of these commands with `--json`. */
export const lookSchemaTexts = {
  lint: () => textOf('fanout lint --json', lintJsonSchema),
  status: () => textOf('fanout status --json', statusJsonSchema),
  plan: () => textOf('fanout plan --json', planJsonSchema),
  changes: () => textOf('fanout changes --json', changesJsonSchema),
};

function textOf(title: string, whole: z.ZodType): string {
  const schema = z.toJSONSchema(whole, { target: 'draft-7', io: 'input' });
  return `${JSON.stringify({ $schema: schema.$schema, title, ...schema }, undefined, 2)}\n`;
}
