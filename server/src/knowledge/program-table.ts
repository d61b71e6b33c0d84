import type { External } from '../base/external.ts';
import { memoizeWeak } from '../base/memoize.ts';
import type { Asset, Assets } from './assets.ts';

/** Well-known programs that are not part of every image, with the packages of Debian that contain them. */
export interface ProgramTable {
  /**
   * The packages that contain a program, the one to install first; empty if Debian has none. Returns undefined for programs that are not in
   * the table.
   */
  packagesOf(program: string): readonly string[] | undefined;
}

const readTable = memoizeWeak(({ text }: Asset): ProgramTable => {
  const lines = text.slice(text.indexOf('\n\n') + 2).trimEnd().split('\n'); // prettier-ignore
  const packages = new Map(lines.map((line) => line.split(' ')).map(([program, ...names]) => [program!, names] as const));
  return { packagesOf: (program) => packages.get(program) };
});

/**
 * The programs of data/programs.txt. After the head, each line is a program and its packages, in any release that has a table: a program
 * that is missing in an image is not in any of them.
 */
export function programTable(assets: Assets): External<ProgramTable> {
  const asset = assets.get('programs.txt');
  return asset.state === 'known' ? { state: 'known', value: readTable(asset.value) } : asset;
}
