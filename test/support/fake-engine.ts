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

/** The answers of an engine with one image: `app:latest` on a base image of 70 MB, with a RUN that adds 12,345,678 bytes. */
export function engineWithApp(created = 1_700_000_000): (path: string) => Answer {
  return (requested) => {
    if (requested === '/images/json') return { json: [{ Id: 'sha256:a', RepoTags: ['app:latest'], Created: created, Size: 82_345_678 }] };
    if (requested !== '/images/sha256%3Aa/history') return { status: 404, text: '{"message":"no such image"}' };
    return {
      json: [
        { Id: 'sha256:a', Created: created, CreatedBy: 'CMD ["app"]', Size: 0, Comment: 'buildkit.dockerfile.v0', Tags: ['app:latest'] },
        {
          Id: '<missing>',
          Created: created,
          CreatedBy: 'RUN /bin/sh -c make install # buildkit',
          Size: 12_345_678,
          Comment: '',
          Tags: null,
        },
        { Id: '<missing>', Created: 1, CreatedBy: 'ADD rootfs.tar / # buildkit', Size: 70_000_000, Comment: '', Tags: null },
      ],
    };
  };
}
