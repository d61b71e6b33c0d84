/**
 * Platforms that images are built for, the common ones first. https://docs.docker.com/build/building/multi-platform/ and the
 * platforms of the official images, https://github.com/docker-library/official-images#architectures-other-than-amd64.
 */
export const platforms: readonly string[] = [
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'linux/arm/v6',
  'linux/386',
  'linux/ppc64le',
  'linux/s390x',
  'linux/riscv64',
  'windows/amd64',
];
