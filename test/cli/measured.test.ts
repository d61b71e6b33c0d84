import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cli, folderOf } from '../support/command-line.ts';
import { appDockerfile, engineWithApp, fakeEngine } from '../support/fake-engine.ts';
import type { Answer } from '../support/fake-engine.ts';

/** The output of `layerwise sizes Dockerfile` with these options and an engine with these answers. */
async function sizes(
  text: string,
  answers: (path: string) => Answer,
  ...options: readonly string[]
): Promise<{ stdout: string; stderr: string }> {
  const { socket } = await fakeEngine(answers);
  const env = { ...process.env, LC_ALL: 'C', DOCKER_HOST: `unix://${socket}` };
  return promisify(execFile)(process.execPath, [cli, 'sizes', 'Dockerfile', '--measured', ...options], {
    cwd: folderOf({ Dockerfile: text }),
    env,
  });
}

describe('layerwise sizes --measured', () => {
  it('prints the bytes in the image that was built from the file, and its age', async () => {
    const { stdout, stderr } = await sizes(appDockerfile, engineWithApp(Date.now() / 1000 - 7300));
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^ {5}1 {2}FROM +70 MB {2}measured 2 hours ago · Measured in the image app:latest\.$/m);
    expect(stdout).toMatch(/^ {5}2 {2}RUN +12\.3 MB {2}measured 2 hours ago · /m);
  });

  it('has the source, the time of the build and the estimate in JSON', async () => {
    const { stdout } = await sizes(appDockerfile, engineWithApp(), '--format', 'json');
    const { stages } = JSON.parse(stdout) as { readonly stages: readonly { readonly base: object; readonly layers: readonly object[] }[] };
    const bytes = { low: 12_345_678, likely: 12_345_678, high: 12_345_678 };
    expect(stages[0]!.layers[0]).toMatchObject({ source: 'measured', bytes, built: '2023-11-14T22:13:20.000Z' });
    expect(stages[0]!.base).toMatchObject({ source: 'measured', estimate: null });
  });

  it('says that there is no image of the file, and prints estimates', async () => {
    const { stdout, stderr } = await sizes('FROM other\nRUN make other\n', engineWithApp());
    expect(stderr).toBe('layerwise: The container engine has no image that was built from this file.\n');
    expect(stdout).not.toContain('measured');
  });

  it('says why an engine cannot be used, and prints estimates', async () => {
    const { stdout, stderr } = await sizes(appDockerfile, () => ({ status: 403, text: '{}' }));
    expect(stderr).toMatch(/^layerwise: The container engine at \S+ refused to list its images \(HTTP status 403\)\.\n$/);
    expect(stdout).toContain('     2  RUN ');
  });
});
