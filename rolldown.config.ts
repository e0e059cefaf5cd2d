import { defineConfig } from 'rolldown';
import { lazyBuiltins } from './build/lazy-builtins.ts';
import { thirdPartyLicenses } from './build/third-party-licenses.ts';

export default defineConfig({
  input: 'src/main.ts',
  platform: 'node',
  resolve: {
    // The ES builds of the AWS SDK tree-shake; the CommonJS ones do not.
    mainFields: ['module', 'main'],
    alias: {
      bowser: new URL('build/no-bowser.ts', import.meta.url).pathname,
      debug: new URL('build/no-debug.ts', import.meta.url).pathname,
    },
  },
  plugins: [lazyBuiltins(), thirdPartyLicenses('dist/THIRD-PARTY-LICENSES')],
  output: { file: 'dist/index.cjs', format: 'cjs', codeSplitting: false, minify: true },
});
