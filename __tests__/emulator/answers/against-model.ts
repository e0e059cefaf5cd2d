import type { NormalizedSchema } from '@smithy/core/schema';
import { type Element, parseXml } from './xml.ts';

export type Answer = { headers: Record<string, string>; body: Buffer };

/** Of every answer of S3, whatever the operation. */
const COMMON = new Set(['x-amz-request-id', 'x-amz-id-2', 'x-amz-bucket-region']);

/** What an answer of S3 has that the model of its operation has not. */
export function strangeInRest(
  schema: NormalizedSchema,
  { headers, body }: Answer,
  operation: string,
): string[] {
  const members = [...schema.structIterator()];
  const byHeader = new Map(
    members.flatMap(([, member]) => {
      const { httpHeader } = member.getMergedTraits();
      return httpHeader === undefined ? [] : [[httpHeader.toLowerCase(), member] as const];
    }),
  );
  const prefixes = members.flatMap(
    ([, member]) => member.getMergedTraits().httpPrefixHeaders ?? [],
  );
  const strange = Object.entries(headers).flatMap(([name, value]) => {
    if (!name.startsWith('x-amz-') || COMMON.has(name)) return [];
    if (prefixes.some((prefix) => name.startsWith(prefix))) return [];
    const member = byHeader.get(name);
    return member ? ofPlain(member, value, name) : [`unknown header ${name}`];
  });
  const payload = members.find(([, member]) => member.getMergedTraits().httpPayload);
  if (payload?.[1].isStructSchema()) return [...strange, ...ofDocument(payload[1], body)];
  if (payload || body.length === 0) return strange;
  // Its one member is the document itself: the trait s3UnwrappedXmlOutput of AWS's model.
  if (operation === 'GetBucketLocation') {
    return parseXml(body.toString()).name === 'LocationConstraint' ? strange : ['no location'];
  }
  const inBody = new Set(members.filter(([, member]) => !isInHead(member)).map(([name]) => name));
  if (inBody.size === 0) return [...strange, 'a body where the model has none'];
  return [...strange, ...ofDocument(schema, body)];
}

/** The same of STS, whose answers are wrapped twice. */
export function strangeInQuery(
  schema: NormalizedSchema,
  operation: string,
  body: Buffer,
): string[] {
  const root = parseXml(body.toString());
  const [result, metadata, more] = root.children;
  const names = [root.name, result?.name, metadata?.name, more?.name];
  const wanted = [`${operation}Response`, `${operation}Result`, 'ResponseMetadata', undefined];
  if (names.join() !== wanted.join() || !result) return [`elements ${names.join()}`];
  return ofElement(schema, result, operation);
}

/** Members by name: a kind, the members of a structure, or the one kind of a list's items. */
export type Model = 'string' | 'number' | 'boolean' | [Model] | { [member: string]: Model };

/** The same of services that answer in JSON, of which no client is at hand. */
export function strangeInJson(model: Model, value: unknown, at = ''): string[] {
  if (typeof model === 'string') return typeof value === model ? [] : [`no ${model} at ${at}`];
  if (Array.isArray(model)) {
    if (!Array.isArray(value)) return [`no list at ${at}`];
    return value.flatMap((item) => strangeInJson(model[0], item, `${at}[]`));
  }
  if (typeof value !== 'object' || value === null) return [`no structure at ${at}`];
  return Object.entries(value).flatMap(([name, item]) => {
    const member = model[name];
    return member === undefined
      ? [`unknown ${at}.${name}`]
      : strangeInJson(member, item, `${at}.${name}`);
  });
}

function isInHead(member: NormalizedSchema): boolean {
  const traits = member.getMergedTraits();
  return Boolean(traits.httpHeader ?? traits.httpPrefixHeaders ?? traits.httpResponseCode);
}

function ofDocument(schema: NormalizedSchema, body: Buffer): string[] {
  if (body.length === 0) return [];
  const root = parseXml(body.toString());
  const { xmlName } = schema.getMergedTraits();
  const wrong = xmlName !== undefined && xmlName !== root.name ? [`the document ${root.name}`] : [];
  return [...wrong, ...ofElement(schema, root, root.name)];
}

function ofElement(schema: NormalizedSchema, { children, text }: Element, at: string): string[] {
  if (schema.isStructSchema()) {
    if (children.length === 0 && text.trim() !== '') return [`text at ${at}`];
    const members = new Map(
      [...schema.structIterator()].map(([name, member]) => [
        String(member.getMergedTraits().xmlName ?? name),
        member,
      ]),
    );
    return children.flatMap((child) => {
      const member = members.get(child.name);
      const here = `${at}.${child.name}`;
      if (!member || isInHead(member)) return [`unknown ${here}`];
      const isFlat = member.isListSchema() && member.getMergedTraits().xmlFlattened;
      return ofElement(isFlat ? member.getValueSchema() : member, child, here);
    });
  }
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    const name = String(item.getMergedTraits().xmlName ?? 'member');
    return children.flatMap((child) =>
      child.name === name ? ofElement(item, child, `${at}[]`) : [`unknown ${at}.${child.name}`],
    );
  }
  return ofPlain(schema, text, at);
}

function ofPlain(schema: NormalizedSchema, text: string, at: string): string[] {
  const isRight = schema.isBooleanSchema()
    ? /^(?:true|false)$/.test(text)
    : schema.isNumericSchema()
      ? /^-?\d+(?:\.\d+)?$/.test(text)
      : schema.isTimestampSchema()
        ? !Number.isNaN(Date.parse(text))
        : true;
  return isRight ? [] : [`"${text}" at ${at}`];
}
