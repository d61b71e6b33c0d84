/**
 * Whether ADD clones it: a Git source, by its scheme or the end of its path. https://docs.docker.com/reference/dockerfile/#add and
 * ParseGitRef of moby/buildkit, frontend/dockerfile/dfgitutil. An address with no scheme counts too (github.com/...).
 */
export function isGitSource(source: string): boolean {
  return /^(?:git:|ssh:|git@|[\w.-]+@[\w.-]+:|github\.com\/)/.test(source) || /^https?:\/\/[^?#]*\.git(?:[?#]|$)/.test(source);
}

/** Whether ADD takes it from elsewhere than the build context: an address on the web, or a Git source. */
export function isRemoteSource(source: string): boolean {
  return /^https?:\/\//.test(source) || isGitSource(source);
}
