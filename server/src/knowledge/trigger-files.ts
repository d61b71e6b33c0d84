/**
 * Bytes of the files that packages write when they are installed and that their sizes do not include. Measured in 2026-11 with the programs
 * of Debian 12: update-mime-database writes 2,680,507 bytes for the types of shared-mime-info, gtk-update-icon-cache 124,080 bytes for the
 * icons of Adwaita.
 */
const written: Readonly<Record<string, number>> = { 'shared-mime-info': 2_680_507, 'adwaita-icon-theme': 124_080 };

/** On Alpine, update-ca-certificates replaces the bundle of the image. For Debian, the package's size includes it. */
const writtenOnAlpine: Readonly<Record<string, number>> = { ...written, 'ca-certificates': 219_597 };

/** Bytes that installing packages writes in addition to their files. */
export function triggerBytes(names: readonly string[], distro: 'debian' | 'alpine'): number {
  const table = distro === 'alpine' ? writtenOnAlpine : written;
  return names.reduce((sum, name) => sum + (Object.hasOwn(table, name) ? table[name]! : 0), 0);
}
