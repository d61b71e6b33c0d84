import { baseName } from '../base/paths.ts';
import { codenames, distributionOfCodename, releaseInTag } from '../knowledge/distributions.ts';
import type { Distribution } from '../knowledge/distributions.ts';

/** The name of a release in the package tables: `22.04` is `jammy`, Alpine's `3.22.1` is `3.22`. */
export function releaseName(distro: string, release: string): string {
  return codenames[distro]?.[release] ?? (distro === 'alpine' ? (/^\d+\.\d+/.exec(release)?.[0] ?? release) : release);
}

/**
 * Reads the distribution from an image name: `node:22-bookworm`, `nginx:1-alpine3.22`, `cuda:12-base-ubuntu22.04`, `debian:12`. Returns
 * undefined if the name does not contain it (`node:22`). `repository` has no registry, `tag` has no colon.
 */
export function distributionInName(repository: string, tag: string | undefined): Distribution | undefined {
  const own = baseName(repository);
  const parts = tag?.split(/[-_]/) ?? [];
  for (const part of parts) {
    const distro = distributionOfCodename.get(part);
    if (distro) return { distro, release: part };
    const named = /^(alpine|ubuntu|debian|fedora)(\d+(?:\.\d+)?)?$/.exec(part);
    if (named) return { distro: named[1]!, release: named[2] && releaseName(named[1]!, named[2]) };
  }
  const releasePattern = releaseInTag[own];
  if (!releasePattern) return undefined;
  const release = releasePattern.exec(parts[0] ?? '')?.[0];
  return { distro: own, release: release ? releaseName(own, release) : undefined };
}

/** The version numbers of a release: `bookworm` is `[12]`, `jammy` `[22, 4]`, `3.22` `[3, 22]`; empty if unknown. */
export function releaseVersion(distro: string | undefined, release: string | undefined): readonly number[] {
  const versions = Object.entries(codenames[distro ?? ''] ?? {});
  const version = versions.find(([, name]) => name === release)?.[0] ?? (/^[\d.]+$/.test(release ?? '') ? release : undefined);
  return version?.split('.').map(Number) ?? [];
}
