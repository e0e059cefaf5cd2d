import { defineConfig } from 'rolldown';
import { lazyBuiltins } from './build/lazy-builtins.ts';
import { lazyFunctions } from './build/lazy-functions.ts';
import { leftOut } from './build/left-out.ts';
import { packedTables } from './build/packed-tables.ts';
import { plainErrors } from './build/plain-errors.ts';
import { terseRules } from './build/terse-rules.ts';
import { thirdPartyLicenses } from './build/third-party-licenses.ts';

export default defineConfig({
  input: 'src/main.ts',
  platform: 'node',
  resolve: {
    // The ES builds of the AWS SDK tree-shake; the CommonJS ones do not.
    mainFields: ['module', 'main'],
  },
  plugins: [
    lazyBuiltins(),
    leftOut(),
    packedTables(),
    plainErrors(),
    terseRules(),
    lazyFunctions(),
    thirdPartyLicenses('dist/THIRD-PARTY-LICENSES'),
  ],
  output: { file: 'dist/index.cjs', format: 'cjs', codeSplitting: false, minify: true },
});
