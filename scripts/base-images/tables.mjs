// Reads the tables about base images. Each reader returns rows of one tag at one date.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What one source says about one tag.
 * @typedef {{ image: string, tag: string, alias?: string, date: string, onDisk?: { bytes: number, half: number }, compressed?: number, final?: boolean }} Reading
 */

/**
 * @param {string} file
 * @returns {any[]} An object for each line, with the names of the columns.
 */
export function readTable(file) {
  const [header, ...lines] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.split('\t'));
  return lines.map((cells) => Object.fromEntries(header.map((name, i) => [name, (cells[i] ?? '').trim()])));
}

/** `74.83` is in megabytes, `1.13 Gb` in gigabytes, both decimal. Half of the last digit is the precision; from 1,000 MB on, pages say two decimals of gigabytes. */
export function readOnDisk(text) {
  if (!text) return undefined;
  const [number, unit] = text.split(' ');
  const factor = unit?.toLowerCase() === 'gb' ? 1e9 : 1e6;
  const bytes = Math.round(Number(number) * factor);
  const half = factor / 10 ** (number.split('.')[1]?.length ?? 0) / 2;
  return { bytes, half: bytes >= 1e9 ? Math.max(half, 5e6) : half };
}

/** The date of the local measurement, which gives the size on disk: `local=2026-09-17;remote=2026-07-23`. */
export function dateOf(created) {
  const date = /local[:=](\S+?)(?:;|$)/.exec(created)?.[1] ?? /\d{4}(?:-\d\d){0,2}/.exec(created)?.[0];
  if (!date) throw new Error(`no date: ${created}`);
  return date;
}

/**
 * All readings.
 * @param {string} folder With the tables; not every table must exist.
 * @param {string} own Our own table of pages.
 * @returns {Reading[]}
 */
export function readingsOf(folder, own) {
  const table = (name) => (existsSync(path.join(folder, name)) ? readTable(path.join(folder, name)) : []);
  return [
    ...table('base-images.tsv').map(fullReading),
    ...table('base-images-more.tsv').map(fullReading),
    ...(existsSync(own) ? readTable(own).map(fullReading) : []),
    ...table('base-images-ondisk-extra.tsv').map(fullReading),
    ...table('base-images-registry.tsv').flatMap(registryReadings),
    ...table('base-images-history.tsv').filter(isUsefulHistory).map(historyReading),
  ];
}

function fullReading({ image, tag, read_local_tag: local, created, on_disk_mb: onDisk, compressed_bytes: compressed }) {
  // The tag whose size was measured must be another name of the same image, and not a less exact one: `3` was 3.2 only for a while.
  const alias = !local || tag.startsWith(local) ? undefined : local;
  return { image, tag, alias, date: dateOf(created), onDisk: readOnDisk(onDisk), compressed: numberOf(compressed) };
}

/** A note may name the newest value, its date, and a size on disk with its date. */
function registryReadings({ image, tag, median_bytes: median, max_bytes: max, note }) {
  const newest = Number(/newest (?:seen )?(\d{6,})/.exec(note)?.[1] ?? median);
  const written = note.replace(/on_disk_mb=[\d.]+ \([^)]*\)/, '');
  const date = /created (\d{4}-\d\d-\d\d)/.exec(written)?.[1] ?? written.match(/\b20\d\d(?:-\d\d-\d\d)?\b/g)?.at(-1) ?? '2024-07';
  const onDisk = /on_disk_mb=([\d.]+)(?: \((\d{4}-\d\d-\d\d)\))?/.exec(note);
  // A page gives megabytes with two decimals, from 1,000 on with one significant digit less.
  const disk = onDisk && readOnDisk(onDisk[1]);
  if (!numberOf(max)) return disk && onDisk[2] ? [{ image, tag, date: onDisk[2], onDisk: disk }] : [];
  return [
    { image, tag, date, compressed: newest, onDisk: disk && !onDisk[2] ? disk : undefined },
    ...(disk && onDisk[2] ? [{ image, tag, date: onDisk[2], onDisk: disk }] : []),
  ];
}

/** Tags that were not rebuilt for months in 2018 and 2020 are final, and so are those of 2018 that were gone in 2020. */
function historyReading({ image, tag, created, compressed_bytes: compressed, on_disk_mb: onDisk }) {
  return { image, tag, date: created, onDisk: readOnDisk(onDisk), compressed: numberOf(compressed), final: created < '2020-05' };
}

/** Images that Dockerfiles of applications start from. Finished applications are rarely a base. */
const historyImages = new Set(
  `adoptopenjdk alpine amazonlinux buildpack-deps busybox caddy centos composer debian docker elasticsearch elixir fedora gcc golang gradle
   haproxy httpd java jenkins mariadb maven memcached mongo mysql nginx node openjdk oraclelinux perl php postgres python rabbitmq redis ruby
   rust tomcat traefik ubuntu wordpress`.split(/\s+/),
);

/** Tags as Dockerfiles use them: at most two parts of a version, no previews, no build dates, no rare variants. */
function isUsefulHistory({ image, tag }) {
  const isRare =
    /onbuild|wheezy|backports|experimental|oldstable|oldold|ibmjava|sapmachine|openj9|threaded|zts|j[dr][ke](?:9|1[02-6])|-sid|windows|nanoserver|oracle/;
  if (!historyImages.has(image) || isRare.test(tag) || /\d+\.\d+\.\d+|rc|beta|alpha|preview|-ea|20\d{6}/.test(tag)) return false;
  return /^(?:v?\d+(?:\.\d+)?|[a-z]+)(?:-|$)/.test(tag) && tag.split('-').length <= 3;
}

function numberOf(text) {
  return Number(text) || undefined;
}
