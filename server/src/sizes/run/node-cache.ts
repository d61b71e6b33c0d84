import { message } from '../../base/message.ts';
import { cacheFoldersOf, fillsCache } from '../../facts/tool-caches.ts';
import { toolCache, yarnBerryCache } from '../../knowledge/tool-caches.ts';
import type { CommandContext } from './context.ts';
import type { Bytes, SizeSource } from '../size.ts';

/** What an install has downloaded. */
export interface NodeDownloads {
  readonly archives: Bytes;
  /** The unpacked packages. */
  readonly files: Bytes;
  readonly count: number;
  /** Without a lock file, npm also keeps the descriptions of all packages. */
  readonly withLock: boolean;
  /** Whether Yarn is version 2 or later. */
  readonly berry: boolean;
  readonly source: SizeSource;
}

/** Bytes for each package: npm's index entry, and the description that it reads if no lock file names the versions. */
const indexBytes = { entry: 1_400, description: 60_000 };

/** Parts of the files of the packages that the caches of pnpm and Bun add to a layer which has the files as hard links. */
const linkedIndex: Bytes = { low: 0.01, likely: 0.03, high: 0.15 };

/** Adds what an install leaves in the cache of its tool, as waste. */
export function addNodeCache(downloads: NodeDownloads, { command, draft, model, instruction }: CommandContext): void {
  const { packages } = command;
  const stage = model.stageOf(instruction);
  const cache = packages && toolCache(packages.tool);
  if (!packages || !stage || !cache || downloads.count === 0 || !fillsCache(command)) return;
  const { tool } = packages;
  const folder = downloads.berry && tool === 'yarn' ? yarnBerryCache : cacheFoldersOf(command, stage)?.[0];
  if (folder === undefined) return;
  const bytes = bytesOf(tool, downloads);
  draft.add({
    parts: [{ name: message('downloaded packages'), bytes: bytes.likely }],
    bytes,
    source: downloads.source,
    path: `${folder}/downloads`,
    isWaste: true,
    detail: message('Downloaded packages that {tool} leaves in {folder}.', { tool, folder }),
  });
}

function bytesOf(tool: string, { archives, files, count, withLock, berry }: NodeDownloads): Bytes {
  if (tool === 'pnpm' || tool === 'bun') return product(files, linkedIndex);
  if (tool === 'yarn' && berry) return { low: archives.low, likely: Math.round((archives.likely + files.likely) / 2), high: files.high };
  // Yarn 1 keeps packages unpacked, each with its archive.
  if (tool === 'yarn')
    return { low: files.low, likely: files.likely + archives.likely, high: Math.round(1.1 * (files.high + archives.high)) };
  const index = count * (indexBytes.entry + (withLock ? 0 : indexBytes.description));
  return {
    low: Math.round(archives.low + index * 0.5),
    likely: Math.round(archives.likely + index),
    high: Math.round(archives.high + index * 2),
  };
}

function product(bytes: Bytes, factors: Bytes): Bytes {
  return {
    low: Math.round(bytes.low * factors.low),
    likely: Math.round(bytes.likely * factors.likely),
    high: Math.round(bytes.high * factors.high),
  };
}
