import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { onTestFinished } from 'vitest';

/** Creates a temporary folder with these files, deleted after the test. Returns the URI of a file in it; `''` is the folder itself. */
export function makeProject(files: Readonly<Record<string, string>>): (file: string) => string {
  const folder = mkdtempSync(path.join(tmpdir(), 'layerwise-project-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  return (file) => pathToFileURL(path.join(folder, file)).href;
}
