import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A workspace that somebody else made, next to files that do not belong to it. */
export interface HostileFolder {
  /** The workspace. */
  readonly inside: string;
  /** A folder next to it, which must not be read. */
  readonly outside: string;
  /** A file in neither of them. */
  readonly log: string;
}

/**
 * A workspace whose files name things outside of it: COPY, a compose file, symbolic links, and a Git configuration that runs programs when
 * Git reads it (https://git-scm.com/docs/git-config: core.fsmonitor, core.sshCommand, filters). `dockerfile`: the text of its Dockerfile.
 */
export function hostileFolder(dockerfile: string): HostileFolder {
  const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-hostile-')));
  onTestFinished(() => fs.rmSync(base, { recursive: true, force: true }));
  const [inside, outside] = [path.join(base, 'inside'), path.join(base, 'outside')];
  const write = (file: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(base, file)), { recursive: true });
    fs.writeFileSync(path.join(base, file), text);
  };
  write('outside/secret.txt', 'secret\n');
  write('outside/package.json', '{ "name": "secret" }\n');
  write('outside/Dockerfile', 'FROM scratch\n');
  write('inside/Dockerfile', dockerfile);
  write('inside/app/Dockerfile', dockerfile);
  write('inside/compose.yaml', compose);
  write('inside/.git/HEAD', 'ref: refs/heads/main\n');
  write('inside/.git/config', gitConfig);
  write('inside/module/.git', 'gitdir: ../../outside\n');
  write('inside/.gitattributes', '* filter=evil\n');
  for (const [link, target] of Object.entries(links)) fs.symlinkSync(target, path.join(inside, link));
  return { inside, outside, log: path.join(base, 'audit.log') };
}

const compose = `include: [../outside/secret.txt]
services:
  a: { build: { context: ../outside, dockerfile: ../inside/app/Dockerfile } }
  b: { build: { context: ../outside } }
  c: { build: ../outside, env_file: ../outside/secret.txt }
`;

const gitConfig = `[core]
	fsmonitor = "touch ../outside/started"
	sshCommand = "touch ../outside/started"
	excludesFile = ../outside/secret.txt
	worktree = ../../outside
[filter "evil"]
	clean = "touch ../outside/started"
	smudge = "touch ../outside/started"
[include]
	path = ../../outside/secret.txt
`;

const links = {
  'package.json': '../outside/package.json',
  '.dockerignore': '../outside/secret.txt',
  '.gitignore': '../outside/secret.txt',
  'secret.txt': '../outside/secret.txt',
  linked: '../outside',
};
