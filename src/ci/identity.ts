type Env = Readonly<Record<string, string | undefined>>;

/** What lets any process of this job act in AWS, as the object of "this job has"; undefined where the environment names nothing. */
export function identityIn(env: Env): string | undefined {
  if (env.ACTIONS_ID_TOKEN_REQUEST_TOKEN)
    return 'the right to ask GitHub for identity tokens (`id-token: write`)';
  if (env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY) return 'AWS credentials';
  const named = ['AWS_PROFILE', 'AWS_WEB_IDENTITY_TOKEN_FILE', ...inputs].find((name) => env[name]);
  if (named) return `an identity by ${named}`;
  const token = Object.keys(env).find((name) => isIdentityToken(env[name] ?? ''));
  return token && `an identity token in ${token}`;
}

const inputs = [
  'INPUT_WEB_IDENTITY_TOKEN',
  'INPUT_WEB-IDENTITY-TOKEN',
  'INPUT_WEB_IDENTITY_TOKEN_FILE',
  'INPUT_WEB-IDENTITY-TOKEN-FILE',
];

/** A JSON Web Token that says who it is for and for whom it speaks, as those of `id_tokens` do. */
function isIdentityToken(text: string): boolean {
  const [, payload] = /^eyJ[\w-]+\.([\w-]+)\.[\w-]+$/.exec(text) ?? [];
  if (payload === undefined) return false;
  try {
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    return Boolean(claims?.aud && claims?.sub);
  } catch {
    return false;
  }
}
