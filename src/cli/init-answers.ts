import { forms } from '../config/forms.ts';
import { region } from '../config/scalars.ts';
import type { Recognised } from '../init/recognise.ts';
import { type Answers, type EnvironmentAnswer, kinds, pipelines } from '../init/repository.ts';
import { type Problem, UsageError } from '../problem.ts';
import { quoted } from '../words/quoted.ts';
import { shellWord } from '../words/shell-word.ts';
import type { Question } from './ask.ts';
import type { InputsOf } from './inputs.ts';

/** Stand for accounts that nobody has named. */
const presetAccounts = 'test=111111111111 production=222222222222';
const presetRegions = 'eu-west-1 us-east-1';

type Ask = (question: Question) => Promise<string>;

/** What flags say, what a person answers to the rest, and where nobody can be asked what is likeliest. */
export async function initAnswers(
  inputs: InputsOf<'init'>,
  recognised: Recognised,
  ask: Ask | undefined,
): Promise<Answers> {
  const given = inputs.account.length > 0 ? inputs.account.join(' ') : undefined;
  const problems: Problem[] = [];
  const answer = async (flag: string | undefined, source: string, question: Question) => {
    const text = flag ?? (ask ? await ask(question) : question.preset);
    const phrase = question.wrong?.(text);
    if (phrase === undefined) return text;
    problems.push(
      flag === undefined && source === '--kind'
        ? nothingRecognised(recognised)
        : { code: 'bad-option-value', message: `${source} must be ${phrase}, not ${quoted(text)}` },
    );
    return text;
  };
  const application = await answer(inputs.initApplication, '--application', {
    text: 'Name of the application in CodeDeploy',
    preset: recognised.name,
    wrong: (text) => forms.name(text, {}),
  });
  const kind = await answer(inputs.kind, '--kind', {
    text: `What is deployed (${kinds.join(', ')})`,
    preset: recognised.kinds[0] ?? '',
    wrong: (text) => kindDoubt(text, recognised),
  });
  const accounts = await answer(given, '--account', {
    text: 'Environments and their accounts, in the order in which a release reaches them',
    preset: presetAccounts,
    wrong: accountsDoubt,
  });
  const regions = await answer(inputs.initRegion.join(' ') || undefined, '--region', {
    text: 'Regions',
    preset: presetRegions,
    wrong: (text) => regionsDoubt(wordsOf(text)),
  });
  const checkUrl = await answer(inputs.checkUrl, '--check-url', {
    text: 'URL that answers on an instance once the service is healthy, or nothing',
    preset: '',
    wrong: urlDoubt,
  });
  const pipeline = await answer(inputs.pipeline, '--pipeline', {
    text: `CI system (${pipelines.join(', ')})`,
    preset: recognised.pipelines[0] ?? 'none',
    wrong: (text) =>
      pipelines.some((each) => each === text) ? undefined : `one of ${pipelines.join(', ')}`,
  });
  if (problems.length > 0) throw new UsageError(problems);
  return {
    application,
    kind: kind as Answers['kind'],
    environments: environmentsOf(accounts),
    regions: wordsOf(regions),
    checkUrl: checkUrl || undefined,
    pipeline: pipeline as Answers['pipeline'],
  };
}

function nothingRecognised({ services: [service] }: Recognised): Problem {
  const byKind = `say what it is, such as: fanout init --kind ${kinds[0]}`;
  return {
    code: 'nothing-recognised',
    message:
      'cannot tell what to deploy: there is neither an AppSpec file, go.mod, package.json, pom.xml, build.gradle, requirements.txt, pyproject.toml, Dockerfile nor a systemd unit',
    hint:
      service === undefined
        ? byKind
        : `name the folder of one service, such as: fanout init ${shellWord(service)}`,
  };
}

function kindDoubt(text: string, { appspec, units }: Recognised): string | undefined {
  if (!kinds.some((each) => each === text)) return `one of ${kinds.join(', ')}`;
  if (text === 'appspec' && appspec === undefined)
    return 'a kind whose files exist: there is no appspec.yml';
  if (text === 'systemd' && units.length === 0)
    return 'a kind whose files exist: there is no unit with an ExecStart';
  return undefined;
}

function environmentsOf(text: string): EnvironmentAnswer[] {
  return wordsOf(text).map((word) => {
    const [name = '', account = ''] = word.split('=');
    return { name, account };
  });
}

function accountsDoubt(text: string): string | undefined {
  const environments = environmentsOf(text);
  const names = environments.map(({ name }) => name);
  const fine =
    environments.length > 0 &&
    new Set(names).size === names.length &&
    environments.every(
      ({ name, account }) =>
        /^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(name) &&
        !/^(?:y|n|yes|no|on|off|true|false|null|build|package)$/i.test(name) &&
        /^\d{12}$/.test(account),
    );
  return fine
    ? undefined
    : 'environments with different names, each with an account id of twelve digits, such as test=111111111111';
}

function regionsDoubt(names: readonly string[]): string | undefined {
  const fine =
    names.length > 0 &&
    new Set(names).size === names.length &&
    names.every((each) => region.safeParse(each).success);
  return fine ? undefined : 'different regions such as eu-west-1';
}

function urlDoubt(text: string): string | undefined {
  if (text === '') return undefined;
  const fine = /^https?:\/\/[^\s'"\\]+$/.test(text) && URL.canParse(text);
  return fine ? undefined : 'an address such as http://127.0.0.1:8080/status';
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}
