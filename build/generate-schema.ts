import * as z from 'zod';
import { definition } from '../src/config/definition.ts';
import { scenarioDefinition } from '../src/emulator/scenario/scenario.ts';

/** schema/fanout.schema.json: what editors know of fanout.yml, from the definition that the parser uses. */
export function schemaText(): string {
  return schemaTextOf('fanout.yml', definition);
}

/** schema/scenario.schema.json: the same for scenarios. */
export function scenarioSchemaText(): string {
  return schemaTextOf('scenario', scenarioDefinition);
}

function schemaTextOf(title: string, whole: z.ZodType): string {
  const schema = z.toJSONSchema(whole, {
    target: 'draft-7',
    io: 'input',
    override({ jsonSchema }) {
      // The parser leaves such keys out of every mapping with a fixed set of keys.
      if (jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { '^x-': {} };
    },
  });
  const titled = { $schema: schema.$schema, title, ...schema };
  return `${JSON.stringify(titled, undefined, 2)}\n`;
}
