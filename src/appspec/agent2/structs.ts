import type { Kinds, Read, Reader, Struct } from './kinds.ts';

type Scalar<T> = { read: Reader<T>; about: 'text' | 'timeout' | 'sudo' | 'version' | 'os' };
type Text = Scalar<string | undefined>;
type List = { read: Reader<Read<string>[] | undefined>; about: 'except' | 'type' | 'acls' };

type ScriptFields = {
  location: Text;
  runas: Text;
  sudo: Scalar<boolean | undefined>;
  timeout: Scalar<number | undefined>;
};
type FileFields = { source: Text; destination: Text };
type ContextFields = { name: Text; type: Text; range: Text };
type PermissionFields = Record<'object' | 'pattern' | 'owner' | 'group' | 'mode', Text> &
  Record<'except' | 'type' | 'acls', List> & {
    context: { read: Reader<RawContext | undefined>; about: 'context' };
  };

export type RawScript = Struct<ScriptFields>;
export type RawFile = Struct<FileFields>;
export type RawContext = Struct<ContextFields>;
export type RawPermission = Struct<PermissionFields>;
export type RawHooks = Map<string, Read<Read<RawScript>[] | undefined>>;
export type RawAppSpec = Struct<{
  version: Scalar<number>;
  os: Scalar<string>;
  hooks: { read: Reader<RawHooks>; about: 'hooks' };
  files: { read: Reader<Read<RawFile>[]>; about: 'files' };
  permissions: { read: Reader<Read<RawPermission>[]>; about: 'permissions' };
  file_exists_behavior: Text;
}>;

/**
 * The kinds of an AppSpec file. Source:
 * `aws/aws-codedeploy-agent: src/application_specification/parse.rs`.
 */
export function appSpecReader(kinds: Kinds): Reader<RawAppSpec> {
  const text = { read: kinds.optional(kinds.text), about: 'text' } as const;
  const script = kinds.struct<ScriptFields>('RawScript', {
    location: text,
    runas: text,
    sudo: { read: kinds.optional(kinds.bool), about: 'sudo' },
    timeout: { read: kinds.optional(kinds.u32), about: 'timeout' },
  });
  const file = kinds.struct<FileFields>('RawFileMapping', { source: text, destination: text });
  const context = kinds.struct<ContextFields>('RawContext', {
    name: text,
    type: text,
    range: text,
  });
  const texts = kinds.optional(kinds.list(kinds.text));
  const permission = kinds.struct<PermissionFields>('RawPermission', {
    object: text,
    pattern: text,
    except: { read: texts, about: 'except' },
    type: { read: texts, about: 'type' },
    owner: text,
    group: text,
    mode: text,
    acls: { read: texts, about: 'acls' },
    context: { read: kinds.optional(context), about: 'context' },
  });
  const scripts = kinds.optional(kinds.list(script));
  return kinds.struct(
    'RawAppSpec',
    {
      version: { read: kinds.float, about: 'version' },
      os: { read: kinds.text, about: 'os' },
      hooks: { read: kinds.map(scripts, 'scripts'), about: 'hooks' },
      files: { read: kinds.list(file), about: 'files' },
      permissions: { read: kinds.list(permission), about: 'permissions' },
      file_exists_behavior: text,
    },
    ['version', 'os'],
  );
}
