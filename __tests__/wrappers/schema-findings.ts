import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/** What a JSON schema finds wrong. Formats are left out: GitLab's asks for a URI where its own text allows variables. */
export function schemaFindings(name: string): (value: unknown) => string[] {
  const schema = readFileSync(new URL(`schemas/${name}`, import.meta.url), 'utf8');
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validates = ajv.compile(JSON.parse(schema));
  return (value) => {
    if (validates(value)) return [];
    return (validates.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath} ${message}`,
    );
  };
}
