import { isWithin } from '../base/paths.ts';
import type { Bytes } from './size.ts';

/** What is known about the files of a base image. */
export interface BaseContent {
  /** At most; undefined for an image without size data. */
  readonly bytes: number | undefined;
  /** Whether it is an official image, which follows the Filesystem Hierarchy Standard and has no application of its own. */
  readonly isOfficial: boolean;
}

/** Used for images without size data: 2 GB. */
const largestBase = 2_000_000_000;

/**
 * Folders that an image fills, except for those that applications use by convention. In Debian 12's slim image, /usr has 95 % of the bytes,
 * /var 4.7 % and /etc 0.5 % (`du -sb`, 2026-11).
 */
const filledFolders = /^\/(?:(?:bin|sbin|lib\d*|etc|var|usr)(?:\/|$)|opt(?:\/(?:java|ibm)\b|$)|$)/;
const emptyFolders =
  /^\/(?:usr\/src|var\/(?:www|log|run|tmp|opt|cache|mail|spool|lock|local|app)|usr\/app|usr\/local\/(?:app|src))(?:\/|$)/;

/** Whether an image has files of its own in a folder, so that it contains more than what a Dockerfile puts there. */
export function isFilledByBase(folder: string): boolean {
  return filledFolders.test(folder) && !emptyFolders.test(folder);
}

/** Folders of settings and state: 0.35 MB in /etc and 2.7 MB in /var/lib of Debian 12's slim image; package databases grow with the packages. */
const smallFolders: readonly (readonly [folder: string, bytes: Bytes])[] = [
  ['/etc', { low: 0, likely: 50_000, high: 3_000_000 }],
  ['/var', { low: 0, likely: 500_000, high: 60_000_000 }],
];

/** Folders that official images leave empty, or nearly so. */
const nearlyNothing: Bytes = { low: 0, likely: 0, high: 1_000_000 };

/** From this depth on, a folder has probably only a small part of the image: `/usr/share/nginx`. */
const specialDepth = 3;
const likelySpecial = 100_000;

/** The bytes that a base image may have in a folder: from nothing to all of it. */
export function baseFilesAt(folder: string, { bytes, isOfficial }: BaseContent): Bytes {
  const all = bytes ?? largestBase;
  if (folder === '/' || all === 0) return { low: 0, likely: all, high: all };
  if (!isFilledByBase(folder)) return isOfficial ? nearlyNothing : { low: 0, likely: 0, high: all };
  const small = smallFolders.find(([name]) => isWithin(name, folder))?.[1];
  if (small) return { low: 0, likely: Math.min(small.likely, all), high: isOfficial ? Math.min(small.high, all) : all };
  const depth = folder.split('/').length - 1;
  return { low: 0, likely: depth < specialDepth ? Math.round(all / 2 ** depth) : Math.min(likelySpecial, all), high: all };
}
