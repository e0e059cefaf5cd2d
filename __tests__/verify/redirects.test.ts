import { describe, expect, test } from '@jest/globals';
import { followRedirects } from '../../src/verify/redirects.ts';

type Way = { from: string; to?: string; status?: number; withinOrigin: boolean };

/** Asks a service of which each address leads to the same one; gives the addresses that were asked. */
async function asked({ from, to, status = 302, withinOrigin }: Way): Promise<string[]> {
  const addresses: string[] = [];
  const get = async ({ href }: URL) => {
    addresses.push(href);
    const leads = to !== undefined && href !== to;
    return { status: leads ? status : 200, headers: leads ? { location: to } : {}, body: '' };
  };
  await followRedirects(new URL(from), get, { withinOrigin });
  return addresses;
}

describe('with headers of the check', () => {
  test.each([
    ['http://a.example/', 'http://a.example/status'],
    ['http://a.example:8080/', 'http://a.example:8080/status'],
    ['http://a.example/', 'https://a.example/'],
  ])('from %s to %s is followed', async (from, to) => {
    expect(await asked({ from, to, withinOrigin: true })).toEqual([from, to]);
  });

  test.each([
    ['http://a.example/', 'https://a.example:8443/'],
    ['http://a.example:8080/', 'https://a.example/'],
    ['http://a.example:8080/', 'http://a.example/'],
    ['https://a.example/', 'https://a.example:8443/'],
  ])('from %s to %s is not followed, and is without them', async (from, to) => {
    const refused = `redirected to another port, "${new URL(to).host}"`;
    await expect(asked({ from, to, withinOrigin: true })).rejects.toThrow(refused);
    expect(await asked({ from, to, withinOrigin: false })).toEqual([from, to]);
  });
});

test.each([true, false])(
  'from https to http is never followed, within the origin: %p',
  async (withinOrigin) => {
    const way = { from: 'https://a.example/', to: 'http://a.example/', withinOrigin };
    await expect(asked(way)).rejects.toThrow('from https to http');
  },
);

test.each([300, 399])('an answer of %i redirects', async (status) => {
  const way = { from: 'http://a.example/', to: 'http://a.example/b', withinOrigin: false };
  expect(await asked({ ...way, status })).toHaveLength(2);
});

test.each([299, 400])('an answer of %i does not', async (status) => {
  const way = { from: 'http://a.example/', to: 'http://a.example/b', withinOrigin: false };
  expect(await asked({ ...way, status })).toHaveLength(1);
});

test('a redirect that says no address is the answer', async () => {
  const answer = { status: 304, headers: {}, body: '' };
  const followed = followRedirects(new URL('http://a.example'), async () => answer, {
    withinOrigin: false,
  });
  expect(await followed).toBe(answer);
});

test('five redirects are followed and a sixth is not', async () => {
  const leading = (most: number) => {
    let made = 0;
    const get = async () =>
      made++ < most
        ? { status: 302, headers: { location: `/${made}` }, body: '' }
        : { status: 200, headers: {}, body: '' };
    return followRedirects(new URL('http://a.example'), get, { withinOrigin: false });
  };
  expect((await leading(5)).status).toBe(200);
  await expect(leading(6)).rejects.toThrow('more than 5 redirects');
});
