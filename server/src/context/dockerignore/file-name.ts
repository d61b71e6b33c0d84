/** The suffix of an ignore file's name: `.dockerignore` itself, or `<Dockerfile>.dockerignore`. */
export const ignoreSuffix = '.dockerignore';

/** Whether a file with that name, path or URI is an ignore file. */
export function isIgnoreFileName(name: string): boolean {
  return name.endsWith(ignoreSuffix);
}
