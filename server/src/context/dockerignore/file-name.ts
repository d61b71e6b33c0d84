/** What the name of an ignore file ends with: `.dockerignore` itself, or `<Dockerfile>.dockerignore`. */
export const ignoreSuffix = '.dockerignore';

/** Whether a file of that name, path or URI is an ignore file. */
export function isIgnoreFileName(name: string): boolean {
  return name.endsWith(ignoreSuffix);
}
