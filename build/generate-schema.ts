import { z } from 'zod';
import { definition } from '../src/config/definition.ts';

/** schema/fanout.schema.json: what editors know of fanout.yml, from the definition that the parser uses. */
export function schemaText(): string {
  const schema = z.toJSONSchema(definition, {
    target: 'draft-7',
    io: 'input',
    override({ jsonSchema }) {
      // The parser leaves such keys out of every mapping with a fixed set of keys.
      if (jsonSchema.additionalProperties === false) jsonSchema.patternProperties = { '^x-': {} };
    },
  });
  const titled = { $schema: schema.$schema, title: 'fanout.yml', ...schema };
  return `${JSON.stringify(titled, undefined, 2)}\n`;
}
