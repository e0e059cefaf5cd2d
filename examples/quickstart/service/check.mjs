// Asks the service for its status until it answers with the version installed beside this file.
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

const expected = readFileSync(new URL('VERSION', import.meta.url), 'utf8').trim();
let problem = '';

for (let tries = 0; tries < 50; tries++) {
  problem = await ask();
  if (!problem) break;
  await sleep(100);
}
if (problem) {
  console.error(problem);
  process.exitCode = 1;
}

async function ask() {
  try {
    const { version, status } = await json(await answer('http://127.0.0.1:8080/status'));
    if (version !== expected) return `version ${version} answers, expected ${expected}`;
    return status === 'Healthy' ? '' : `the service says ${status}`;
  } catch (error) {
    return `no answer on port 8080: ${error.code ?? error.message}`;
  }
}

// fetch would do as well; loading it takes longer than all else here.
function answer(address) {
  return new Promise((resolve, reject) => get(address, resolve).on('error', reject));
}
