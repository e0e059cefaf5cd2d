import { ServiceError } from '../service.ts';

export type Tag = { key: string; value: string };

/** The session tags of a request; throws where they break the limits of https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html */
export function sessionTags(parameters: URLSearchParams): Tag[] {
  const tags: Tag[] = [];
  for (let index = 1; parameters.has(`Tags.member.${index}.Key`); index++) {
    tags.push({
      key: parameters.get(`Tags.member.${index}.Key`) ?? '',
      value: parameters.get(`Tags.member.${index}.Value`) ?? '',
    });
  }
  if (tags.length > 50) {
    throw invalid(
      `Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50`,
    );
  }
  for (const [index, tag] of tags.entries()) check(tag, index + 1);
  const keys = new Set(tags.map(({ key }) => key.toLowerCase()));
  if (keys.size < tags.length) {
    throw new ServiceError(
      'InvalidParameterValue',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  }
  return tags;
}

const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

function check({ key, value }: Tag, position: number): void {
  const at = (member: string) =>
    `at 'tags.${position}.member.${member}' failed to satisfy constraint: Member must`;
  if (key.length < 1) throw invalid(`Value '' ${at('key')} have length greater than or equal to 1`);
  if (key.length > 128)
    throw invalid(`Value '${key}' ${at('key')} have length less than or equal to 128`);
  if (value.length > 256)
    throw invalid(`Value '${value}' ${at('value')} have length less than or equal to 256`);
  for (const [member, text] of [
    ['key', key],
    ['value', value],
  ] as const) {
    if (!characters.test(text)) {
      throw invalid(
        `Value '${text}' ${at(member)} satisfy regular expression pattern: ${characters.source.slice(1, -1)}`,
      );
    }
  }
}

function invalid(violation: string): ServiceError {
  return new ServiceError('ValidationError', `1 validation error detected: ${violation}`);
}
