/**
 * The Debian release that `rust:1.<minor>` is based on in its last build. Versions around a change of the default are left out: 1.54 (bullseye),
 * 1.70 (bookworm), 1.89 (trixie). Older ones are on releases without package repositories.
 * https://github.com/docker-library/official-images, history of library/rust (2026-11)
 */
export function rustBase(minor: number): string | undefined {
  if (minor >= 90) return 'trixie';
  if (minor >= 71 && minor <= 88) return 'bookworm';
  return minor >= 55 && minor <= 69 ? 'bullseye' : undefined;
}
