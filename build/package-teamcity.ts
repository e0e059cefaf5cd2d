// Writes codedeploy-fanout.zip, the agent tool of TeamCity: npm run package:teamcity
import { resolve } from 'node:path';
import { packageTool } from './wrappers/teamcity-tool.ts';

const root = resolve(import.meta.dirname, '..');
const { path, size, sha256 } = await packageTool(root, resolve(root, 'codedeploy-fanout.zip'));
console.log(`${path}\n${size} bytes, sha256 ${sha256}`);
