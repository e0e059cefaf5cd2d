import { lengthOf, textOf } from '../wire/bytes.ts';
import { type Element, parseXml } from '../wire/xml.ts';
import type { S3Call } from './call.ts';
import { malformedXml } from './errors.ts';

/** Room for a completion of 10,000 parts with their checksums. */
const maxDocument = 4 * 1024 ** 2;

/** The element that a request's body must be; undefined where the body is empty. */
export function documentOf(call: S3Call, name: string): Element | undefined {
  if (lengthOf(call.request.body) > maxDocument) throw malformedXml();
  const text = textOf(call.request.body);
  if (text.trim() === '') return undefined;
  try {
    const element = parseXml(text);
    if (element.name === name) return element;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw malformedXml();
}
