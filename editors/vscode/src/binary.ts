// Where the copydesk program is looked for. Pure: what it knows of the machine is handed in, so that it can be tested.
import * as path from 'node:path';
import { t } from './say';

export interface Machine {
  platform: NodeJS.Platform;
  home: string;
  /** The PATH, undivided. */
  path: string;
  /** What lies at a path: a program, a file that may not be run, or nothing. */
  look(file: string): 'program' | 'file' | 'nothing';
}

export interface Wish {
  /** The setting `copydesk.server.path`. */
  setting: string;
  /** The workspace folders on disk. */
  folders: readonly string[];
  /** Whether the workspace is trusted: if not, nothing inside it is run. */
  trusted: boolean;
  /** The extension's own folder. */
  extension: string;
}

export type Place = 'setting' | 'extension' | 'PATH';
export type Found = { command: string; place: Place } | { command?: undefined; missing: string };

export function findBinary(wish: Wish, machine: Machine): Found {
  const on = machine.platform === 'win32' ? path.win32 : path.posix;
  const name = machine.platform === 'win32' ? 'copydesk.exe' : 'copydesk';

  // A path that somebody wrote down is the only one tried: to run another version instead would hide the mistake.
  const setting = wish.setting.trim();
  if (setting) return findNamed(setting, wish, machine, on);

  const bundled = on.join(wish.extension, 'bin', name);
  if (machine.look(bundled) === 'program') return { command: bundled, place: 'extension' };

  const onPath = searchPath(name, machine, on);
  if (onPath) return { command: onPath, place: 'PATH' };

  return {
    missing: t(
      'Looked for: the setting copydesk.server.path (empty); {0} (not there); a program named {1} in the PATH (none).',
      bundled, name,
    ),
  };
}

function findNamed(setting: string, wish: Wish, machine: Machine, on: path.PlatformPath): Found {
  const says = t('The setting copydesk.server.path says “{0}”', setting);
  const candidates: string[] = [];
  if (/^~(?=$|[\\/])/.test(setting)) {
    candidates.push(on.join(machine.home, setting.slice(1)));
  } else if (on.isAbsolute(setting)) {
    candidates.push(on.normalize(setting));
  } else if (!wish.trusted) {
    // the user's own relative path would still start a program that the workspace brought along
    return { missing: t('{0}, which lies inside a workspace that is not trusted.', says) };
  } else {
    candidates.push(...wish.folders.map(folder => on.join(folder, setting)));
  }
  for (const command of candidates) {
    if (machine.look(command) === 'program') return { command, place: 'setting' };
  }
  const blocked = candidates.find(command => machine.look(command) === 'file');
  if (blocked) return { missing: t('{0}: {1} is there, but is not a program that may be run.', says, blocked) };
  if (candidates.length === 0) return { missing: t('{0}, which needs an open folder to be found in.', says) };
  return { missing: t('{0}: there is no file {1}.', says, candidates.join(', ')) };
}

function searchPath(name: string, machine: Machine, on: path.PlatformPath): string | undefined {
  for (const entry of machine.path.split(on.delimiter)) {
    // "." in a PATH means whatever folder the editor was started in
    if (!on.isAbsolute(entry)) continue;
    const candidate = on.join(entry, name);
    if (machine.look(candidate) === 'program') return candidate;
  }
  return undefined;
}
