import type { ArchiveEntry, Extent } from '../archive/archive-entry.ts';
import type { Applied, Failure, Presence, Step, TreeEntry } from '../machine.ts';

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
 * It refers to nothing but its parameters, because its source text also runs inside a sandbox.
 *
 * @param at where a path of the host is on this machine; `follow` says whether a link at its end is followed
 * @param owners whether files are given away; where only one user exists, the names are at least checked
 */
export function fileWork(
  fs: typeof import('node:fs'),
  at: (path: string, follow: boolean) => string,
  owners: Owners,
): FileWork {
  const ENTRY_LIMIT = 500_000;
  const CHUNK = 1024 * 1024;
  const steps: { [K in Step['do']]: (step: Extract<Step, { do: K }>) => void } = {
    copy({ source, destination }) {
      const link = attempt('rb_sysopen', source, () => fs.lstatSync(at(source, false)));
      if (link.isSymbolicLink()) {
        const target = fs.readlinkSync(at(source, false));
        const place = isDirectory(destination) ? `${destination}/${baseName(target)}` : destination;
        attempt('syserr_fail2_in', place, () => fs.symlinkSync(target, at(place, false)));
        return;
      }
      const place = isDirectory(destination) ? `${destination}/${baseName(source)}` : destination;
      attempt('rb_sysopen', source, () => fs.accessSync(at(source, true), fs.constants.R_OK));
      attempt('rb_sysopen', place, () => fs.copyFileSync(at(source, true), at(place, true)));
      const to = at(place, true);
      fs.utimesSync(to, link.atimeMs / 1000, link.mtimeMs / 1000);
      // Where the owner cannot be kept, Ruby drops setuid and setgid.
      const kept = owners === 'kept' && giveAway(to, link.uid, link.gid);
      fs.chmodSync(to, link.mode & (kept ? 0o7777 : 0o1777));
    },
    mkdir({ path }) {
      attempt('dir_s_mkdir', path, () => fs.mkdirSync(at(path, false), 0o755));
    },
    remove({ path }) {
      const found = lstat(path);
      if (!found) return;
      if (found.isDirectory()) {
        try {
          attempt('dir_s_rmdir', path, () => fs.rmdirSync(at(path, false)));
        } catch (error) {
          if ((error as { code?: string }).code !== 'ENOTEMPTY') throw error;
        }
      } else {
        attempt('apply2files', path, () => fs.unlinkSync(at(path, false)));
      }
    },
    chmod({ path, mode }) {
      attempt('apply2files', path, () => fs.chmodSync(at(path, true), mode));
    },
    chown({ path, owner, group }) {
      if (owners === 'ignored') return;
      const uid = owner === undefined ? undefined : idOf('/etc/passwd', owner, 'user');
      const gid = group === undefined ? undefined : idOf('/etc/group', group, 'group');
      attempt('apply2files', path, () => {
        const { uid: oldUid, gid: oldGid } = fs.statSync(at(path, true));
        if (owners === 'kept') fs.chownSync(at(path, true), uid ?? oldUid, gid ?? oldGid);
      });
    },
    folders({ path }) {
      attempt('dir_s_mkdir', path, () => fs.mkdirSync(at(path, true), { recursive: true }));
    },
    clear({ path }) {
      fs.rmSync(at(path, false), { recursive: true, force: true });
    },
    write({ path, text }) {
      attempt('rb_sysopen', path, () => fs.writeFileSync(at(path, true), text));
    },
    append({ path, text }) {
      attempt('rb_sysopen', path, () => fs.appendFileSync(at(path, true), text));
    },
    unpack({ store, entries, path }) {
      fs.mkdirSync(at(path, true), { recursive: true });
      // Links last: nothing of the archive is written through them. Folders' modes after what is in them.
      const contents = fs.openSync(store, 'r');
      try {
        for (const kind of ['file', 'link', 'directory']) {
          for (const entry of entries) if (entry.kind === kind) unpackEntry(contents, entry, path);
        }
      } finally {
        fs.closeSync(contents);
      }
    },
  };

  return {
    stat: (paths) => paths.map(presence),
    tree: (path) => {
      const found: TreeEntry[] = [];
      walk(path, '', found);
      return found;
    },
    names: (path) => attempt('dir_initialize', path, () => fs.readdirSync(at(path, true)).sort()),
    read: (path) => {
      if (isDirectory(path)) throw { code: 'EISDIR', call: 'io_fread', path } satisfies Failure;
      return attempt('rb_sysopen', path, () => fs.readFileSync(at(path, true))).toString('base64');
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

  function unpackEntry(contents: number, entry: ArchiveEntry, folder: string): void {
    const path = `${folder}/${entry.path}`;
    const real = at(path, false);
    const parent = real.slice(0, real.lastIndexOf('/'));
    if (entry.kind === 'directory') {
      fs.mkdirSync(real, { recursive: true });
    } else {
      fs.mkdirSync(parent, { recursive: true });
      if (entry.kind === 'link') {
        fs.symlinkSync(entry.target, real);
        return;
      }
      writeFile(contents, entry.data, real);
    }
    if (owners === 'kept' && entry.owner) giveAway(real, ...ownerOf(entry.owner));
    fs.chmodSync(real, entry.mode);
    fs.utimesSync(real, entry.modified / 1000, entry.modified / 1000);
  }

  function writeFile(contents: number, { offset, size }: Extent, real: string): void {
    const file = fs.openSync(real, 'w');
    const buffer = Buffer.allocUnsafe(Math.min(size, CHUNK));
    try {
      for (let done = 0; done < size; ) {
        const read = fs.readSync(contents, buffer, 0, Math.min(CHUNK, size - done), offset + done);
        if (read === 0) throw new Error('the unpacked revision ends too early');
        fs.writeFileSync(file, buffer.subarray(0, read));
        done += read;
      }
    } finally {
      fs.closeSync(file);
    }
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
      const stats = fs.statSync(at(path, true));
      const kind = stats.isDirectory() ? 'directory' : 'file';
      return { kind, link, mode: stats.mode & 0o7777, modified: stats.mtimeMs };
    } catch {
      return { kind: 'absent', link, mode: 0, modified: 0 };
    }
  }

  function walk(path: string, below: string, found: TreeEntry[]): void {
    for (const name of fs.readdirSync(at(path, true)).sort()) {
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
      return fs.lstatSync(at(path, false));
    } catch {
      return undefined;
    }
  }

  function isDirectory(path: string): boolean {
    try {
      return fs.statSync(at(path, true)).isDirectory();
    } catch {
      return false;
    }
  }

  function giveAway(real: string, uid: number, gid: number): boolean {
    try {
      fs.chownSync(real, uid, gid);
      return true;
    } catch {
      return false;
    }
  }

  function idOf(file: string, name: string, what: string): number {
    const line = fs
      .readFileSync(at(file, true), 'utf8')
      .split('\n')
      .map((text) => text.split(':'))
      .find(([first]) => first === name);
    if (!line) throw { text: `can't find ${what} for ${name}` } satisfies Failure;
    return Number(line[2]);
  }

  function attempt<T>(call: string, path: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      const { code } = error as { code?: string };
      if (code === undefined) throw error;
      throw { code, call, path } satisfies Failure;
    }
  }

  function failureOf(error: unknown): Failure {
    if (!(error instanceof Error)) return error as Failure;
    const { code, path } = error as NodeJS.ErrnoException;
    return code && path ? { code, call: 'rb_sysopen', path } : { text: error.message };
  }

  function baseName(path: string): string {
    const bare = path.replace(/\/+$/, '');
    return bare.slice(bare.lastIndexOf('/') + 1);
  }
}
