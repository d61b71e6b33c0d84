import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { ApkTable } from '../../facts/apk/releases.ts';
import { guessedPackages } from '../../facts/system-packages/guess.ts';
import type { SystemPackage } from '../../facts/system-packages/table.ts';
import { triggerBytes } from '../../knowledge/trigger-files.ts';
import type { Bytes } from '../size.ts';

/** What an install adds to its layer, without the indexes of the repositories. */
export interface ApkLayer {
  readonly bytes: Bytes;
  /** Largest first. */
  readonly parts: readonly { readonly name: string | Message; readonly bytes: number }[];
}

/** The packages of a layer. */
export interface ApkContents {
  /** Those that remain. */
  readonly packages: readonly SystemPackage[];
  /** Those that are installed and removed again: the databases of apk are written all the same. */
  readonly temporary: readonly SystemPackage[];
  /** How many names are not in the table, so that their sizes are guessed. */
  readonly guessed: number;
  /** The number of packages in the image before. */
  readonly before: number;
}

/**
 * Every install rewrites the databases in /lib/apk/db: `installed` lists every file of every package. In an image with 310 packages it has
 * 2,240 bytes for each; scripts and triggers add 30 kB.
 */
const databaseBytes = { fixed: 30_000, perPackage: 2_240 };

/**
 * Relative error of the size of one package, by the number of releases between the table and the image (the last one counts for all
 * larger distances), and for packages whose size is estimated from an older release. The errors of packages do not all cancel out, so
 * the sum has an error of its own.
 */
const packageError = [0.06, 0.2, 0.25, 0.3, 0.35];
const estimatedError = 0.4;
const sumError = [0.02, 0.05, 0.08, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2];
/** Bytes that scripts write or remove, in either direction. */
const fixedError = 60_000;

/** `distance`: see `ApkTable`; undefined stands for an unknown release. The unit test states the errors of real layers. */
export function estimateApkLayer({ packages, temporary, guessed, before }: ApkContents, { table, distance }: ApkTable): ApkLayer {
  const guess = guessedPackages(table, 'apk', guessed, packages.length + temporary.length);
  if (packages.length + temporary.length + guessed === 0) return { bytes: { low: 0, likely: 0, high: 0 }, parts: [] };
  const at = (errors: readonly number[]): number => errors[Math.min(distance ?? unknownDistance, errors.length - 1)]!;
  const database = databaseBytes.fixed + databaseBytes.perPackage * (before + packages.length);
  const triggered = triggerBytes(
    packages.map(({ name }) => name),
    'alpine',
  );
  const files = packages.reduce((sum, { bytes }) => sum + bytes, 0);
  const squares = packages.reduce(
    (sum, { bytes, measured }) => sum + (bytes * Math.max(at(packageError), measured ? 0 : estimatedError)) ** 2,
    0,
  );
  const error = Math.sqrt(squares) + files * at(sumError) + fixedError;
  const likely = files + database + triggered;
  const parts = [
    ...packages.map(({ name, bytes }) => ({ name, bytes })),
    ...(triggered > 0 ? [{ name: message('files that install scripts write'), bytes: triggered }] : []),
    { name: message('databases of apk'), bytes: database },
    ...(guessed > 0 ? [{ name: message('packages of unknown size'), bytes: guess.likely }] : []),
  ];
  return {
    bytes: {
      low: Math.round(Math.max(0, likely - error - triggered / 2) + guess.low),
      likely: Math.round(likely + guess.likely),
      high: Math.round(likely + error + triggered / 2 + guess.high),
    },
    parts: parts.toSorted((a, b) => b.bytes - a.bytes),
  };
}

/** An image without a release in its name is at most about two years old. */
const unknownDistance = 4;
