/**
 * The version of the Dockerfile syntax (`1.20`) that introduced a feature. Both members are undefined if it exists since the first version.
 */
export interface Since {
  /** In `docker/dockerfile:1`, the stable channel. */
  readonly stable?: string;
  /** In `docker/dockerfile:1-labs`, the channel of experimental features (`experimental` before 1.2). */
  readonly labs?: string;
}

/** The latest version in these tables. Release notes of moby/buildkit, tag dockerfile/1.27.0 (2026-09). */
export const latestSyntax = '1.27';

/** Here-documents: release notes of docker/dockerfile 1.4.0 and 1.3.0-labs. */
export const heredocsSince: Since = { stable: '1.4', labs: '1.3' };

/**
 * Modifiers of variable references that were added after the first version. Without a colon: 1.6.0 (moby/buildkit#3611). Pattern removal
 * and replacement: 1.7.0 (moby/buildkit#4427, #4287).
 */
export const modifiersSince: Readonly<Record<string, Since>> = {
  '-': { stable: '1.6' },
  '+': { stable: '1.6' },
  '?': { stable: '1.6' },
  '#': { stable: '1.7' },
  '##': { stable: '1.7' },
  '%': { stable: '1.7' },
  '%%': { stable: '1.7' },
  '/': { stable: '1.7' },
  '//': { stable: '1.7' },
};

/** The syntax that a file is built with, from its `# syntax=` directive. */
export interface SyntaxInUse {
  /** `1.7`; undefined without a minor version (`docker/dockerfile:1`), which means the latest one. */
  readonly version: string | undefined;
  readonly labs: boolean;
}

/**
 * Parses the value of a `# syntax=` directive: `docker/dockerfile:1.7-labs`, also docker/dockerfile-upstream, and with a registry or mirror
 * path before the name or a digest after the tag. Returns undefined for any other frontend.
 * https://docs.docker.com/build/buildkit/frontend/
 */
export function readSyntax(value: string): SyntaxInUse | undefined {
  const match = /^(?:[^@\s]*\/)?docker\/dockerfile(?:-upstream)?(?::([^@]*))?(?:@.*)?$/.exec(value.trim());
  if (!match) return undefined;
  const tag = match[1] ?? 'latest';
  const version = /^(\d+\.\d+)(?:\.\d+)?(?:-|$)/.exec(tag)?.[1];
  return { version, labs: /(?:^|-)(?:labs|experimental)$/.test(tag) };
}

/**
 * Whether a feature is available in a file with this syntax. Returns undefined if it depends on the builder: a file without `# syntax=`
 * uses the version in BuildKit.
 */
export function isAvailable(since: Since, syntax: SyntaxInUse | undefined): boolean | undefined {
  const { stable, labs } = since;
  if (stable === undefined && labs === undefined) return true;
  if (!syntax) return undefined;
  const version = syntax.version ?? latestSyntax;
  const reached = (first: string | undefined): boolean => first !== undefined && compareVersions(version, first) >= 0;
  return reached(stable) || (syntax.labs && reached(labs));
}

/** Compares two versions: negative if `a` is older than `b`, zero if they are equal. `1.9` is older than `1.10`. */
export function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
