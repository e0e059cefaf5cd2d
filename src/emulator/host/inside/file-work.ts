import fs from 'node:fs';
import type { ArchiveEntry } from '../archive/archive-entry.ts';
import type { Applied, Failure, Presence, Step, TreeEntry } from '../machine.ts';
import { duplicating } from './duplicate.ts';
import { isWritable } from './is-writable.ts';
import { rawNames } from './raw-names.ts';
import { unpacking } from './unpack.ts';

const ENTRY_LIMIT = 500_000;
/** Names and contents that are not UTF-8 as text, and back. */
const names = rawNames();

export type Owners = 'kept' | 'checked' | 'ignored';

export type FileWork = {
  stat(paths: readonly string[]): Presence[];
  tree(path: string): TreeEntry[];
  names(path: string): string[];
  /** Base64; throws a Failure. */
  read(path: string): string;
  apply(steps: readonly Step[]): Applied;
};

/**
 * The agent's work on files, with what Ruby does and calls it: FileUtils of Ruby 3.1 as
 * `aws/aws-codedeploy-agent: lib/instance_agent/plugins/codedeploy/install_instruction.rb` uses it.
 *
 * @param at where a path of the host is on this machine; `follow` says whether a link at its end is followed
 * @param owners whether files are given away; where only one user exists, the names are at least checked
 */
export function fileWork(at: (path: string, follow: boolean) => string, owners: Owners): FileWork {
  const steps: { [K in Step['do']]: (step: Extract<Step, { do: K }>) => void } = {
    copy({ source, destination, exact = false }) {
      const link = attempt('rb_sysopen', source, () => fs.lstatSync(real(source, false)));
      if (link.isSymbolicLink()) {
        const target = fs.readlinkSync(real(source, false), { encoding: 'buffer' });
        const place =
          !exact && isDirectory(destination)
            ? `${destination}/${baseName(names.text(target))}`
            : destination;
        attempt('syserr_fail2_in', place, () => fs.symlinkSync(target, real(place, false)));
        return;
      }
      const isInside = !exact && isDirectory(destination);
      const place = isInside ? `${destination}/${baseName(source)}` : destination;
      if (exact && lstat(place)?.isSymbolicLink()) fs.unlinkSync(real(place, false));
      attempt('rb_sysopen', source, () => fs.accessSync(real(source, true), fs.constants.R_OK));
      attempt('rb_sysopen', place, () => fs.copyFileSync(real(source, true), real(place, true)));
      const to = real(place, true);
      fs.utimesSync(to, link.atimeMs / 1000, link.mtimeMs / 1000);
      // Where the owner cannot be kept, Ruby drops setuid and setgid.
      const kept = owners === 'kept' && giveAway(to, link.uid, link.gid);
      fs.chmodSync(to, link.mode & (kept ? 0o7777 : 0o1777));
    },
    mkdir({ path }) {
      attempt('dir_s_mkdir', path, () => fs.mkdirSync(real(path, false), 0o755));
    },
    remove({ path, followed = false }) {
      const found = lstat(path);
      if (!found || (followed && !exists(path))) return;
      if (found.isDirectory()) {
        try {
          attempt('dir_s_rmdir', path, () => fs.rmdirSync(real(path, false)));
        } catch (error) {
          if ((error as { code?: string }).code !== 'ENOTEMPTY') throw error;
        }
      } else {
        attempt('apply2files', path, () => fs.unlinkSync(real(path, false)));
      }
    },
    chmod({ path, mode }) {
      attempt('apply2files', path, () => fs.chmodSync(real(path, true), mode));
    },
    chown({ path, owner, group, lenient = false }) {
      if (owners === 'ignored') return;
      if (lenient && !areKnown(owner, group)) return;
      const uid = owner === undefined ? undefined : idOf('/etc/passwd', owner, 'user');
      const gid = group === undefined ? undefined : idOf('/etc/group', group, 'group');
      attempt('apply2files', path, () => {
        const { uid: oldUid, gid: oldGid } = fs.statSync(real(path, true));
        if (owners === 'kept') fs.chownSync(real(path, true), uid ?? oldUid, gid ?? oldGid);
      });
    },
    folders({ path }) {
      attempt('dir_s_mkdir', path, () => fs.mkdirSync(real(path, true), { recursive: true }));
    },
    clear({ path }) {
      fs.rmSync(real(path, false), { recursive: true, force: true });
    },
    write({ path, text }) {
      attempt('rb_sysopen', path, () => fs.writeFileSync(real(path, true), names.bytes(text)));
    },
    append({ path, text }) {
      attempt('rb_sysopen', path, () => fs.appendFileSync(real(path, true), names.bytes(text)));
    },
    duplicate: duplicating(real),
    unpack: unpacking({ real, target: names.bytes, give }),
  };

  return {
    stat: (paths) => paths.map(presence),
    tree: (path) => {
      const found: TreeEntry[] = [];
      walk(path, '', found);
      return found;
    },
    names: (path) => attempt('dir_initialize', path, () => namesIn(path)),
    read: (path) => {
      if (isDirectory(path)) throw { code: 'EISDIR', call: 'io_fread', path } satisfies Failure;
      return attempt('rb_sysopen', path, () => fs.readFileSync(real(path, true))).toString(
        'base64',
      );
    },
    apply: (list) => {
      let done = 0;
      try {
        for (const step of list) {
          (steps[step.do] as (step: Step) => void)(step);
          done++;
        }
        return { done };
      } catch (error) {
        return { done, failed: failureOf(error) };
      }
    },
  };

  function real(path: string, follow: boolean): string | Buffer {
    return names.bytes(at(path, follow));
  }

  function namesIn(path: string): string[] {
    const found = fs.readdirSync(real(path, true), { encoding: 'buffer' });
    return found.map((name) => names.text(name)).sort();
  }

  function give(file: string | Buffer, owner: ArchiveEntry['owner']): void {
    if (owners === 'kept' && owner) giveAway(file, ...ownerOf(owner));
  }

  function ownerOf(owner: NonNullable<ArchiveEntry['owner']>): [number, number] {
    const find = (file: string, name: string, number: number) => {
      try {
        return idOf(file, name, '');
      } catch {
        return number;
      }
    };
    return [find('/etc/passwd', owner.user, owner.uid), find('/etc/group', owner.group, owner.gid)];
  }

  function presence(path: string): Presence {
    const link = lstat(path)?.isSymbolicLink() ?? false;
    try {
      const stats = fs.statSync(real(path, true));
      const kind = stats.isDirectory() ? 'directory' : 'file';
      const [mode, denied] = [stats.mode & 0o7777, !isWritable(real(path, true))];
      return { kind, link, mode, modified: stats.mtimeMs, denied };
    } catch {
      return { kind: 'absent', link, mode: 0, modified: 0, denied: false };
    }
  }

  function walk(path: string, below: string, found: TreeEntry[]): void {
    for (const name of namesIn(path)) {
      const directory = isDirectory(`${path}/${name}`);
      if (found.length >= ENTRY_LIMIT) {
        throw { text: `more than ${ENTRY_LIMIT} files below ${path}` } satisfies Failure;
      }
      found.push({ path: below + name, directory });
      if (directory) walk(`${path}/${name}`, `${below}${name}/`, found);
    }
  }

  function lstat(path: string) {
    try {
      return fs.lstatSync(real(path, false));
    } catch {
      return undefined;
    }
  }

  function isDirectory(path: string): boolean {
    try {
      return fs.statSync(real(path, true)).isDirectory();
    } catch {
      return false;
    }
  }

  function giveAway(file: string | Buffer, uid: number, gid: number): boolean {
    try {
      fs.chownSync(file, uid, gid);
      return true;
    } catch {
      return false;
    }
  }

  function exists(path: string): boolean {
    return fs.existsSync(real(path, true));
  }

  function areKnown(owner: string | undefined, group: string | undefined): boolean {
    try {
      if (owner !== undefined) idOf('/etc/passwd', owner, 'user');
      if (group !== undefined) idOf('/etc/group', group, 'group');
      return true;
    } catch {
      return false;
    }
  }

  function idOf(file: string, name: string, what: string): number {
    const line = fs
      .readFileSync(real(file, true), 'utf8')
      .split('\n')
      .map((text) => text.split(':'))
      .find((fields) => fields.length > 2 && fields[0] === name);
    if (!line) throw { text: `can't find ${what} for ${name}` } satisfies Failure;
    return Number(line[2]);
  }

  function attempt<T>(call: string, path: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === undefined || isOfNode(code)) throw error;
      throw { code, call, path } satisfies Failure;
    }
  }

  function failureOf(error: unknown): Failure {
    if (!(error instanceof Error)) return error as Failure;
    const { code, path = '' } = error as NodeJS.ErrnoException;
    if (code === undefined) return { text: error.message };
    if (!isOfNode(code)) return { code, call: 'rb_sysopen', path };
    // What Node.js does not even ask the system, in Ruby's words.
    const isNull = error.message.includes('null bytes');
    return { text: isNull ? 'string contains null byte' : 'Invalid argument' };
  }

  function isOfNode(code: string): boolean {
    return code.startsWith('ERR_');
  }

  function baseName(path: string): string {
    const bare = path.replace(/\/+$/, '');
    return bare.slice(bare.lastIndexOf('/') + 1);
  }
}
