import { latestSyntax } from '../knowledge/syntax-version.ts';
import type { Since } from '../knowledge/syntax-version.ts';

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
