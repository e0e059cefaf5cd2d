import type { Removal } from '../removal.ts';

const small = '__tests__/system/small-attacks.test.ts';

/** Of where checks and webhooks lead. */
export const ofChecks: readonly Removal[] = [
  {
    name: 'a redirect of a check to another port',
    patches: [
      {
        file: 'src/verify/redirects.ts',
        from: 'if (withinOrigin && !isSameService(here, next))',
        to: 'if (withinOrigin && !isSameService(here, here))',
      },
    ],
    test: '__tests__/verify/http.test.ts',
    title: 'when it would have the headers of the check sent to another port',
  },
  {
    name: 'a metadata address by another form',
    patches: [
      {
        file: 'src/verify/forbidden.ts',
        from: 'embeddedIpv4(bare).some((inner) => forbidden.check(inner))',
        to: 'embeddedIpv4(bare).some((inner) => inner === "")',
      },
    ],
    test: '__tests__/verify/address.test.ts',
    title: 'is never asked',
  },
  {
    name: 'a webhook that leads to a metadata address',
    patches: [
      {
        file: 'src/verify/address.ts',
        from: 'if (bad) throw new ForbiddenAddressError(hostname, bad.address);',
        to: 'if (bad && hostname === "") throw new ForbiddenAddressError(hostname, bad.address);',
      },
    ],
    test: '__tests__/notices/tellers.test.ts',
    title: 'a link-local or metadata address is told nothing',
  },
  {
    name: 'a variable that moves the host of a check (/#)',
    patches: [
      {
        file: 'src/config/check.ts',
        from: 'if (known) refuseMovedHost(found, context);',
        to: "if (known && text === '') refuseMovedHost(found, context);",
      },
    ],
    test: small,
    title: 'does not move the host of a check',
  },
  {
    name: 'secret headers over plain http, unsaid',
    patches: [
      {
        file: 'src/cli/plain-secrets.ts',
        from: 'return isTold ? [check.name] : [];',
        to: "return isTold && check.name === '' ? [check.name] : [];",
      },
    ],
    test: '__tests__/cli/plain-secrets.test.ts',
    title: 'secret',
  },
  ...['168.63.129.16', '100.100.100.200', '192.0.0.192'].map((address) => ({
    name: `the metadata address ${address}`,
    patches: [
      {
        file: 'src/verify/forbidden.ts',
        from: `forbidden.addAddress('${address}', 'ipv4');`,
        to: '',
      },
    ],
    test: '__tests__/verify/address.test.ts',
    title: 'is never asked',
  })),
  {
    name: 'the metadata address fd20:ce::254',
    patches: [
      {
        file: 'src/verify/forbidden.ts',
        from: "forbidden.addAddress('fd20:ce::254', 'ipv6');",
        to: '',
      },
    ],
    test: '__tests__/verify/address.test.ts',
    title: 'is never asked',
  },
];
