import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A container engine that listens on a Unix socket until the test has finished. */
export interface FakeEngine {
  readonly socket: string;
  /** The paths that were requested. */
  readonly requests: readonly string[];
  readonly server: Server;
}

/** What the engine answers to a path: JSON with the status 200, a status, another text, or nothing at all. */
export type Answer = { readonly json: unknown } | { readonly status: number; readonly text: string } | 'never';

/** Starts an engine. `answers`: by the path of the request. */
export async function fakeEngine(answers: (path: string) => Answer): Promise<FakeEngine> {
  const requests: string[] = [];
  const listener: RequestListener = ({ url = '' }, response) => {
    requests.push(url);
    const answer = answers(url.replace(/\?.*/, ''));
    if (answer === 'never') return;
    const [status, text] = 'json' in answer ? [200, JSON.stringify(answer.json)] : [answer.status, answer.text];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(text);
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'engine-'));
  const socket = path.join(folder, 'docker.sock');
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { socket, requests, server };
}

/** A Dockerfile from which the image of `engineWithApp` may be built. */
export const appDockerfile = 'FROM registry.example/base\nRUN make install\nCOPY data /data\nENV MODE=production\nCMD ["app"]\n';

/** The answers of an engine with one image: `app:latest` on a base image of 70 MB, with layers of 12,345,678 and 6,000,000 bytes. */
export function engineWithApp(created = 1_700_000_000): (path: string) => Answer {
  const entry = (bytes: number, createdBy: string, at = created): object => ({ Id: '<missing>', Created: at, CreatedBy: createdBy, Size: bytes, Comment: '', Tags: null }); // prettier-ignore
  const history = [
    entry(0, 'CMD ["app"]'),
    entry(0, 'ENV MODE=production'),
    entry(6_000_000, 'COPY data /data # buildkit'),
    entry(12_345_678, 'RUN /bin/sh -c make install # buildkit'),
    entry(70_000_000, 'ADD rootfs.tar / # buildkit', 1),
  ];
  return (requested) => {
    if (requested === '/images/json') return { json: [{ Id: 'sha256:a', RepoTags: ['app:latest'], Created: created, Size: 88_345_678 }] };
    if (requested !== '/images/sha256%3Aa/history') return { status: 404, text: '{"message":"no such image"}' };
    return { json: history };
  };
}
