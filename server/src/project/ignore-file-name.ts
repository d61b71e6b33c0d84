/** What the name of an ignore file ends with: `.dockerignore` itself, or `<Dockerfile>.dockerignore`. */
export const IGNORE_SUFFIX = '.dockerignore';

/** Whether a file of that name, path or URI is an ignore file. */
export function isIgnoreFileName(name: string): boolean {
  return name.endsWith(IGNORE_SUFFIX);
}
