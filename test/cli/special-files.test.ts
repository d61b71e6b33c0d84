import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderOf, layerwise } from '../support/command-line.ts';

const text = 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nUSER node\n';

/** Makes a file in a folder that is not an ordinary one. */
type Make = (file: string) => void;

const pipe: Make = (file) => void spawnSync('mkfifo', [file]);
const linkTo =
  (target: string): Make =>
  (file) =>
    fs.symlinkSync(target, file);
const linkToPipe: Make = (file) => {
  pipe(`${file}.pipe`);
  fs.symlinkSync(path.basename(`${file}.pipe`), file);
};

describe.skipIf(process.platform === 'win32')('a check ends whatever is in the folder', () => {
  it.each<[string, string, Make]>([
    ['a pipe', '.dockerignore', pipe],
    ['a pipe', 'Dockerfile.dockerignore', pipe],
    ['a pipe', 'package.json', pipe],
    ['a pipe', 'compose.yaml', pipe],
    ['a link to a pipe', 'package.json', linkToPipe],
    ['a link to a pipe', '.dockerignore', linkToPipe],
    ['a link to a pipe', 'Dockerfile.link', linkToPipe],
    ['a link to /dev/zero', 'package.json', linkTo('/dev/zero')],
    ['a link to /dev/zero', '.dockerignore', linkTo('/dev/zero')],
    ['a link to /dev/zero', 'Dockerfile.zero', linkTo('/dev/zero')],
    ['a link to /dev/zero', 'docker-bake.hcl', linkTo('/dev/zero')],
    ['a folder', 'package.json', (file) => fs.mkdirSync(file)],
    ['a link to itself', 'package.json', linkTo('package.json')],
  ])('%s named %s', (_, name, make) => {
    const folder = folderOf({ Dockerfile: text });
    make(path.join(folder, name));
    const { err, out, status } = layerwise(folder, ['check', '--format', 'json', '--fail-level', 'none']);
    expect([err, status]).toEqual(['', 0]);
    expect((JSON.parse(out) as { files: { path: string }[] }).files.map((file) => file.path)).toEqual(['Dockerfile']);
  });

  it('a device that the user names is read up to 16 MB', () => {
    const { err, status } = layerwise(folderOf({}), ['check', '/dev/zero']);
    expect([err, status]).toEqual(['layerwise: /dev/zero: the file is longer than 16 MB\n', 2]);
  });
});
