import { defineConfig } from 'rolldown';
import { distFiles } from './build/dist-files.ts';
import { lazyBuiltins } from './build/lazy-builtins.ts';
import { leftOut } from './build/left-out.ts';
import { packedTables } from './build/packed-tables.ts';
import { plainErrors } from './build/plain-errors.ts';
import { scriptTexts } from './build/script-text.js';
import { sourceLines } from './build/source-lines.ts';
import { thirdPartyLicenses } from './build/third-party-licenses.ts';

export default defineConfig({
  input: 'src/main.ts',
  platform: 'node',
  transform: { jsx: { importSource: 'preact' } },
  resolve: {
    // The ES builds of the AWS SDK tree-shake; the CommonJS ones do not.
    mainFields: ['module', 'main'],
    // yaml offers its ES build to browsers only; it is the same code, and what is not used of it falls away.
    alias: { yaml: new URL('node_modules/yaml/browser/index.js', import.meta.url).pathname },
  },
  plugins: [
    scriptTexts(),
    sourceLines(),
    lazyBuiltins(),
    leftOut(),
    packedTables(),
    plainErrors(),
    thirdPartyLicenses('dist/THIRD-PARTY-LICENSES'),
    distFiles(),
  ],
  output: {
    dir: 'dist',
    cleanDir: true,
    entryFileNames: 'index.cjs',
    chunkFileNames: '[name].js',
    format: 'cjs',
    // A stack of a bug names functions, and `dist/` can be read by whoever reviews it.
    minify: false,
    comments: false,
    sourcemap: 'hidden',
  },
});
