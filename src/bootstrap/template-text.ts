import { stringify } from 'yaml';
import type { Made } from './templates.ts';

export type TemplateFormat = 'yaml' | 'json';

export function fileNameOf({ name }: Made, format: TemplateFormat): string {
  return `${name}.${format === 'yaml' ? 'yml' : 'json'}`;
}

/** A template as CloudFormation reads it; the same needs give the same bytes. */
export function templateText({ template }: Made, format: TemplateFormat): string {
  if (format === 'json') return `${JSON.stringify(template, null, 2)}\n`;
  // CloudFormation reads YAML 1.1, in which "yes" and 1:20 are no texts.
  return stringify(template, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false });
}
