// Puts the bundle together in build/: the service, its version, the AppSpec file and the hooks.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';

const version = process.env.VERSION ?? 'local';

rmSync('build', { recursive: true, force: true });
mkdirSync('build');
for (const name of ['appspec.yml', 'scripts', 'service'])
  cpSync(name, `build/${name}`, { recursive: true });
writeFileSync('build/service/VERSION', `${version}\n`);
console.log(`built version ${version}`);
