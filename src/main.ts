import { readInputs } from './cli/arguments.ts';
import { readPostStep } from './cli/post-step.ts';
import { whyTooOld } from './node-version.ts';
import { sourceStack } from './source-stack.ts';
import { toolVersion } from './tool-version.ts';

main().catch((error: unknown) => {
  process.exitCode = 70;
  const stack = error instanceof Error ? error.stack : undefined;
  process.stderr.write(`${sourceStack(stack ?? String(error))}\n`);
});

/** Only what is asked for is loaded: every command's code is read when it is run. */
async function main(): Promise<void> {
  const old = whyTooOld(process.versions.node);
  if (old) {
    process.exitCode = 2;
    process.stderr.write(`error: ${old}\n`);
    return;
  }
  const post = readPostStep(process.env);
  if (post === 'nothing') return;
  const read = post ?? readInputs(process.argv.slice(2), process.env);
  if (read.ok && read.inputs.command === 'version') {
    process.stdout.write(`${toolVersion}\n`);
    return;
  }
  if (read.ok && read.inputs.command === 'help') {
    const { helpText } = await import('./cli/help.ts');
    process.exitCode = read.inputs.exitCode;
    process.stdout.write(helpText(read.inputs.topic));
    return;
  }
  // The SDK would print five lines about the Node it will need some day; which one we need is in package.json.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const { runCommand } = await import('./cli/run-command.ts');
  process.exitCode = await runCommand(read);
}
