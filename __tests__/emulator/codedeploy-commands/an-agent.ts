import { createHash, createHmac, verify, X509Certificate } from 'node:crypto';
import { request } from 'node:http';
import { strangeInJson } from '../answers/against-model.ts';
import { commandAnswers } from '../answers/json-models.ts';

/** What agents of tests have asked so far. */
export const askedOfAgents = new Set<string>();

/** Who an agent is, as its on-premises file tells it. */
export type Identity = {
  arn: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
};

export type Answer = { status: number; body: Record<string, unknown> };
export type HostCommand = {
  HostCommandIdentifier: string;
  HostIdentifier: string;
  DeploymentExecutionId: string;
  CommandName: string;
};

/** An agent as the service sees it, by the shapes of the agent's own model; nothing is shared with the emulator. */
export function anAgent(url: string, identity: Identity) {
  const call = async (operation: string, input: object): Promise<Answer> => {
    const answer = await ask(url, identity, operation, JSON.stringify(input));
    const model = commandAnswers[operation];
    const strange = model && answer.status === 200 ? strangeInJson(model, answer.body) : [];
    if (strange.length > 0) throw new Error(`${operation}: ${strange.join(', ')}`);
    askedOfAgents.add(operation);
    return answer;
  };
  const HostIdentifier = identity.arn;
  return {
    call,
    async poll(): Promise<HostCommand | undefined> {
      const { body } = await call('PollHostCommand', { HostIdentifier });
      return body.HostCommand as HostCommand | undefined;
    },
    async specification({ DeploymentExecutionId }: HostCommand): Promise<object> {
      const { body } = await call('GetDeploymentSpecification', {
        DeploymentExecutionId,
        HostIdentifier,
      });
      const { GenericEnvelope } = body.DeploymentSpecification as {
        GenericEnvelope: { Format: string; Payload: string };
      };
      if (GenericEnvelope.Format !== 'PKCS7/JSON') throw new Error(GenericEnvelope.Format);
      return JSON.parse(signedContent(GenericEnvelope.Payload));
    },
    acknowledge: ({ HostCommandIdentifier }: Pick<HostCommand, 'HostCommandIdentifier'>) =>
      call('PutHostCommandAcknowledgement', {
        HostCommandIdentifier,
        Diagnostics: { Format: 'JSON', Payload: '{"IsCommandNoop":false}' },
      }),
    complete: (
      { HostCommandIdentifier }: Pick<HostCommand, 'HostCommandIdentifier'>,
      CommandStatus = 'Succeeded',
      report: object = { error_code: 0, script_name: '', message: 'Succeeded: ', log: '' },
    ) =>
      call('PutHostCommandComplete', {
        HostCommandIdentifier,
        CommandStatus,
        Diagnostics: { Format: 'JSON', Payload: JSON.stringify(report) },
      }),
  };
}

export type TestAgent = ReturnType<typeof anAgent>;

async function ask(
  url: string,
  identity: Identity,
  operation: string,
  body: string,
): Promise<Answer> {
  const { host, hostname, port } = new URL(url);
  const headers = signed(identity, body, {
    'content-type': 'application/x-amz-json-1.1',
    host,
    'x-amz-codedeploy-agent-version': 'OFFICIAL_1.8.1-12_deb',
    'x-amz-target': `CodeDeployCommandService_v20141006.${operation}`,
  });
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent: false, hostname, port, method: 'POST', path: '/', headers },
      async (answer) => {
        const pieces: Buffer[] = [];
        for await (const piece of answer) pieces.push(piece);
        const text = Buffer.concat(pieces).toString();
        resolve({ status: answer.statusCode ?? 0, body: text === '' ? {} : JSON.parse(text) });
      },
    );
    outgoing.on('error', reject).end(body);
  });
}

/** Signature Version 4. */
function signed(
  { region, accessKeyId, secretAccessKey }: Identity,
  body: string,
  headers: Record<string, string>,
): Record<string, string> {
  const time = new Date().toISOString().replaceAll(/[-:]|\.\d+/g, '');
  const all: Record<string, string> = { ...headers, 'x-amz-date': time };
  const names = Object.keys(all).toSorted();
  const canonical = [
    'POST',
    '/',
    '',
    ...names.map((name) => `${name}:${all[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n');
  const scope = [time.slice(0, 8), region, 'codedeploy-commands', 'aws4_request'];
  const text = ['AWS4-HMAC-SHA256', time, scope.join('/'), sha256(canonical)].join('\n');
  const key = scope.reduce<string | Buffer>(
    (one, part) => hmac(one, part),
    `AWS4${secretAccessKey}`,
  );
  const signature = hmac(key, text).toString('hex');
  const credential = `Credential=${accessKeyId}/${scope.join('/')}`;
  return {
    ...all,
    authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** The content of a PKCS#7 message. Throws where the signature is not that of the certificate which comes with it. */
export function signedContent(pem: string): string {
  const der = Buffer.from(pem.replaceAll(/-----.*-----|\s/g, ''), 'base64');
  const [, explicit = none] = parts(parts(der)[0] ?? none);
  const [message = none] = parts(explicit);
  const [, , contentInfo = none, certificates = none, informations = none] = parts(message);
  const [octets = none] = parts(parts(contentInfo)[1] ?? none);
  const [information = none] = parts(informations);
  const signature = parts(information)[4] ?? none;
  const { publicKey } = new X509Certificate(certificates.content);
  if (!verify('sha256', octets.content, publicKey, signature.content))
    throw new Error('the signature is wrong');
  return octets.content.toString();
}

type Part = { content: Buffer };
const none: Part = { content: Buffer.alloc(0) };

/** The values that a DER value, or the whole of a message, consists of. */
function parts(of: Buffer | Part): Part[] {
  const bytes = Buffer.isBuffer(of) ? of : of.content;
  const found: Part[] = [];
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at + 1] ?? 0;
    const more = first < 0x80 ? 0 : first - 0x80;
    const length = more === 0 ? first : bytes.readUIntBE(at + 2, more);
    const start = at + 2 + more;
    found.push({ content: bytes.subarray(start, start + length) });
    at = start + length;
  }
  return found;
}
