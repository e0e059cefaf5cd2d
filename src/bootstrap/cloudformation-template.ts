/** A template of CloudFormation. */
export type Template = {
  AWSTemplateFormatVersion: '2010-09-09';
  Description: string;
  Parameters?: Record<string, Record<string, unknown>>;
  Conditions?: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs?: Record<string, Record<string, unknown>>;
};

export type Resource = {
  Type: string;
  Condition?: string;
  DependsOn?: string[];
  DeletionPolicy?: 'Retain';
  UpdateReplacePolicy?: 'Retain';
  /** Reasons, for those who read the template. */
  Metadata?: Record<string, unknown>;
  Properties: Record<string, unknown>;
};

/** Gives each thing its name in a template: letters and digits alone, no two the same. */
export type Ids = (...parts: string[]) => string;

export function openIds(): Ids {
  const known = new Map<string, string>();
  const taken = new Set<string>();
  return (...parts) => {
    const key = JSON.stringify(parts);
    const there = known.get(key);
    if (there !== undefined) return there;
    const base = parts.map(pascal).join('');
    let id = base;
    for (let turn = 2; taken.has(id); turn++) id = `${base}x${turn}`;
    known.set(key, id);
    taken.add(id);
    return id;
  };
}

function pascal(text: string): string {
  return text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

/** The same template for all regions of an account: what is for one of them is made there alone. */
export const regionCondition = (region: string): string => `In${pascal(region)}`;

/** What an account has but once is made in this region. */
export const homeCondition = 'InHomeRegion';
