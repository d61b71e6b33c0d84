/**
 * Common target platforms of images, most common first. https://docs.docker.com/build/building/multi-platform/ and the platforms of the
 * official images, https://github.com/docker-library/official-images#architectures-other-than-amd64.
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

/** Valid first parts of a platform: isKnownOS and normalizeOS of containerd/platforms, https://github.com/containerd/platforms */
export const operatingSystems: ReadonlySet<string> = new Set([
  'aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'hurd', 'illumos', 'ios', 'js', 'linux', 'macos', 'nacl', 'netbsd', 'openbsd',
  'plan9', 'solaris', 'windows', 'zos',
]); // prettier-ignore

/** Valid second parts of a platform, including alternative names: `isKnownArch` and `normalizeArch` of containerd/platforms. */
export const architectures: ReadonlySet<string> = new Set([
  '386', 'aarch64', 'amd64', 'amd64p32', 'arm', 'arm64', 'arm64be', 'armbe', 'armel', 'armhf', 'i386', 'loong64', 'mips', 'mips64',
  'mips64le', 'mips64p32', 'mips64p32le', 'mipsle', 'ppc', 'ppc64', 'ppc64le', 'riscv', 'riscv64', 's390', 's390x', 'sparc', 'sparc64',
  'wasm', 'x86-64', 'x86_64',
]); // prettier-ignore

/** Other names of architectures: normalizeArch of containerd/platforms. */
export const architectureNames: Readonly<Record<string, string>> = {
  i386: '386',
  'x86-64': 'amd64',
  x86_64: 'amd64',
  aarch64: 'arm64',
  armhf: 'arm',
  armel: 'arm',
};

/**
 * Namespaces of Docker Hub with the official images of one platform. https://github.com/docker-library/official-images#architectures-other-than-amd64
 */
export const singlePlatformNamespaces: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amd64: 'linux/amd64',
    arm32v5: 'linux/arm/v5',
    arm32v6: 'linux/arm/v6',
    arm32v7: 'linux/arm/v7',
    arm64v8: 'linux/arm64',
    i386: 'linux/386',
    mips64le: 'linux/mips64le',
    ppc64le: 'linux/ppc64le',
    riscv64: 'linux/riscv64',
    s390x: 'linux/s390x',
    winamd64: 'windows/amd64',
  }),
);
