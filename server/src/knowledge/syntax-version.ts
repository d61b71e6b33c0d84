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

/** A space in `RUN ... << EOF`, but not after `<<-`, and not in COPY and ADD: dockerfile/1.16.0 (moby/buildkit 0b77373ab), BuildKit 0.22. */
export const spacedHeredocsSince: Since = { stable: '1.16' };

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
