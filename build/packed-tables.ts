import { deflateRawSync } from 'node:zlib';
import type { Plugin } from 'rolldown';
import { transformSync } from 'rolldown/utils';

/**
 * Packs the values of `*.generated.ts` files, of which AWS's model of CodeDeploy is 50 kB, and unpacks them when
 * they are first needed. The repository has them in the clear.
 */
export function packedTables(): Plugin {
  return {
    name: 'packed-tables',
    async transform(code, id) {
      if (!id.endsWith('.generated.ts')) return undefined;
      const plain = transformSync(id, code, { lang: 'ts' }).code;
      const values = await import(`data:text/javascript,${encodeURIComponent(plain)}`);
      const packed = deflateRawSync(JSON.stringify({ ...values }), { level: 9 }).toString('base64');
      return [
        "import { inflateRawSync } from 'node:zlib';",
        `const values = JSON.parse(inflateRawSync(Buffer.from('${packed}', 'base64')));`,
        ...Object.keys(values).map((name) => `export const ${name} = values.${name};`),
      ].join('\n');
    },
  };
}
