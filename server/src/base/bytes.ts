const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Formats bytes in decimal units with three digits, as `docker images` does: `812 B`, `19.9 MB`, `1.13 GB`. */
export function formatBytes(bytes: number): string {
  let unit = 0;
  let value = Math.abs(bytes);
  while (unit < units.length - 1 && Number(value.toPrecision(3)) >= 1000) {
    value /= 1000;
    unit++;
  }
  return `${bytes < 0 ? '-' : ''}${Number(value.toPrecision(3))} ${units[unit]}`;
}

/** Bytes of each unit, in lower case. Units without `i` are decimal, as in Docker's own output. */
const unitBytes: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/** Reads a size: `500 MB`, `1.2GB`, `64 MiB`, `2000000`. Undefined for any other text. */
export function parseBytes(text: string): number | undefined {
  const [, number, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text) ?? [];
  const bytes = unitBytes[unit.toLowerCase()];
  return number === undefined || bytes === undefined ? undefined : Math.round(Number(number) * bytes);
}
