import { transformSync } from 'rolldown/utils';

/** Strips the types from one TypeScript file, so that tests and bundle share one compiler. */
export default {
  process(source, filename) {
    const { code, map, errors } = transformSync(filename, source, { lang: 'ts', sourcemap: true });
    if (errors.length > 0) throw new Error(errors.map((error) => error.message).join('\n'));
    return { code, map };
  },
};
