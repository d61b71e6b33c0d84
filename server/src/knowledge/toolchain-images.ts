/** The image that runs what a toolchain without an image of its own for that makes. */
interface ToolchainImage {
  /** On Docker Hub. */
  readonly repository: string;
  readonly tag: RegExp;
  readonly image: string;
  readonly manager: 'apt' | 'apk';
  readonly release: string;
}

/**
 * Debian's newest release has a newer C library than the releases of Ubuntu that these tags are based on, and the same versions of the libraries
 * that programs link. https://hub.docker.com/r/crystallang/crystal (Ubuntu 22.04 and newer since 1.8; 2026-11)
 */
const images: readonly ToolchainImage[] = [
  { repository: 'crystallang/crystal', tag: /^1\.(?:[89]|1\d)(?:\.\d+)?$/, image: 'debian:trixie-slim', manager: 'apt', release: 'trixie' },
];

/** The runtime image for a tag of a toolchain on Docker Hub; undefined if it is not known. */
export function imageForToolchain(repository: string, tag: string): ToolchainImage | undefined {
  return images.find((one) => one.repository === repository && one.tag.test(tag));
}
