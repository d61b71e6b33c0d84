/** Since which version of the Dockerfile syntax (`1.20`) something exists. Both missing: since the first one. */
export interface Since {
  /** In `docker/dockerfile:1`, the stable channel. */
  readonly stable?: string;
  /** In `docker/dockerfile:1-labs`, the channel of features that are tried out; the experimental one before 1.2. */
  readonly labs?: string;
}

/** The newest version that these tables know. Release notes of moby/buildkit, tag dockerfile/1.27.0 (2026-09). */
export const latestSyntax = '1.27';

/** Here-documents: release notes of docker/dockerfile 1.4.0 and 1.3.0-labs. */
export const heredocsSince: Since = { stable: '1.4', labs: '1.3' };

/**
 * Ways to write a variable that came later, by the modifier behind its name. Those without a colon: 1.6.0 (moby/buildkit#3611). Those
 * that cut and replace: 1.7.0 (moby/buildkit#4427, #4287).
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

/** Which syntax a file is built with, as its `# syntax=` says. */
export interface SyntaxInUse {
  /** `1.7`; undefined where no minor version is named (`docker/dockerfile:1`), so that the newest one is taken. */
  readonly version: string | undefined;
  readonly labs: boolean;
}

/**
 * Reads the value of a `# syntax=` directive: `docker/dockerfile:1.7-labs`, also of docker/dockerfile-upstream and with a registry
 * (a mirror's path too) before or a digest behind. Undefined for another frontend, of which nothing is known.
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
 * Whether a file that is built with `syntax` has what exists since `since`. Undefined where it depends on the builder: a file with no
 * `# syntax=` gets the version that came with its BuildKit.
 */
export function isAvailable(since: Since, syntax: SyntaxInUse | undefined): boolean | undefined {
  const { stable, labs } = since;
  if (stable === undefined && labs === undefined) return true;
  if (!syntax) return undefined;
  const version = syntax.version ?? latestSyntax;
  const reached = (first: string | undefined): boolean => first !== undefined && compareVersions(version, first) >= 0;
  return reached(stable) || (syntax.labs && reached(labs));
}

/** Below zero where `a` is older than `b`, zero where they are the same: `1.9` is older than `1.10`. */
export function compareVersions(a: string, b: string): number {
  const [majorA = 0, minorA = 0] = a.split('.').map(Number);
  const [majorB = 0, minorB = 0] = b.split('.').map(Number);
  return majorA - majorB || minorA - minorB;
}
