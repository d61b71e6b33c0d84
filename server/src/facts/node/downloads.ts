import type { SizeRange } from '../../base/size-range.ts';
import { installDownloads } from '../../knowledge/install-downloads.ts';
import type { InstallDownload } from '../../knowledge/install-downloads.ts';
import type { CommandFact } from '../commands/command.ts';
import type { NodePackages } from './tree.ts';

/** Programs that the install script of a package downloads or compiles. */
export interface Download {
  /** The package. */
  readonly name: string;
  readonly bytes: SizeRange;
  /** A path in the folder that receives it. */
  readonly path: string;
}

/** What the install scripts of these packages add, unless a variable of the environment turns them off. `modules`: their node_modules. */
export function downloadsOf(
  { known, guessed }: NodePackages,
  { command, modules }: { readonly command: CommandFact; readonly modules: string },
): readonly Download[] {
  const found = [
    ...known.map((one) => ({ name: one.package.name, version: one.package.version })),
    ...guessed.map((name) => ({ name, version: undefined })),
  ];
  return found.flatMap(({ name, version }) => {
    const download = Object.hasOwn(installDownloads, name) ? installDownloads[name]! : undefined;
    if (!download || isOver(download, version) || isOff(download, command)) return [];
    const { low, likely, high, folder } = download;
    const home = command.user === undefined || command.user === 'root' || command.user === '0' ? '/root' : `/home/${command.user}`;
    const path = folder === undefined ? `${modules}/${name}/downloaded` : `${home}/${folder}/downloaded`;
    return [{ name, bytes: { low: low * 1e6, likely: likely * 1e6, high: high * 1e6 }, path }];
  });
}

function isOver({ until }: InstallDownload, version: string | undefined): boolean {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  const series = major === '0' ? Number(`0.${minor}`) : Number(major);
  return until !== undefined && version !== undefined && series >= until;
}

function isOff({ off = {} }: InstallDownload, command: CommandFact): boolean {
  return Object.entries(off).some(([name, value]) => {
    const set = command.environment(name);
    return set !== undefined && (value === true || set === value);
  });
}
