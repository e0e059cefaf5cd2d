import { header, type RequestHead } from './request.ts';

/**
 * Why a request is not for this server, if so. A name that an attacker's DNS points at the loopback address arrives
 * with that name as its Host; and no AWS client is a page in a browser, which would send an Origin.
 */
export function foreignReason(request: RequestHead): string | undefined {
  const host = header(request, 'host') ?? '';
  if (!/^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:[\w.-]+\.)?localhost)(?::\d{1,5})?$/i.test(host)) {
    return 'this emulator answers requests to the loopback address only';
  }
  const page = header(request, 'origin') ?? header(request, 'sec-fetch-site');
  return page === undefined ? undefined : 'this emulator answers no browsers';
}
