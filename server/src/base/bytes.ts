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
