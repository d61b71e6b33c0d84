import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { replaceFile } from '../../../server/src/host/replace-file.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-replace-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
  return folder;
}

function read(...names: readonly string[]): string {
  return fs.readFileSync(path.join(...names), 'utf8');
}

const isWindows = process.platform === 'win32';

describe('a replaced file', () => {
  it.each([
    ['Dockerfile', 'new\n'],
    ['层 Dockerfile', 'é'],
    [`${'n'.repeat(245)}`, ''],
    ['.hidden', 'x'.repeat(1_000_000)],
  ])('%s has the new text, and no other file is left', (name, text) => {
    const folder = folderWith({ [name]: 'old' });
    replaceFile(path.join(folder, name), text);
    expect([read(folder, name) === text, fs.readdirSync(folder)]).toEqual([true, [name]]);
  });

  it.skipIf(isWindows).each([[0o600], [0o644], [0o664], [0o755], [0o4755], [0o606]])('keeps mode %o', (mode) => {
    const folder = folderWith({ a: 'old' });
    fs.chmodSync(path.join(folder, 'a'), mode);
    replaceFile(path.join(folder, 'a'), 'new');
    expect([read(folder, 'a'), fs.statSync(path.join(folder, 'a')).mode & 0o7777]).toEqual(['new', mode]);
  });

  it.skipIf(process.getuid?.() !== 0)('keeps its owner and its group', () => {
    const folder = folderWith({ a: 'old' });
    fs.chownSync(path.join(folder, 'a'), 1234, 5678);
    replaceFile(path.join(folder, 'a'), 'new');
    const { uid, gid } = fs.statSync(path.join(folder, 'a'));
    expect([read(folder, 'a'), uid, gid]).toEqual(['new', 1234, 5678]);
  });

  it.skipIf(isWindows).each([
    ['real/Dockerfile', 'real/Dockerfile'],
    ['./real/Dockerfile', 'real/Dockerfile'],
    ['second', 'real/Dockerfile'],
  ])('a link to %s stays a link', (to, real) => {
    const folder = folderWith({ 'real/Dockerfile': 'old' });
    fs.symlinkSync('real/Dockerfile', path.join(folder, 'second'));
    fs.symlinkSync(to, path.join(folder, 'link'));
    replaceFile(path.join(folder, 'link'), 'new');
    expect([fs.readlinkSync(path.join(folder, 'link')), read(folder, real), fs.readdirSync(path.join(folder, 'real'))]).toEqual([
      to,
      'new',
      ['Dockerfile'],
    ]);
  });

  it.skipIf(isWindows).each([['gone'], ['gone/Dockerfile'], ['loop'], ['broken']])(
    '%s cannot be replaced, and nothing is created',
    (name) => {
      const folder = folderWith({});
      fs.symlinkSync('loop', path.join(folder, 'loop'));
      fs.symlinkSync('nowhere', path.join(folder, 'broken'));
      expect(() => replaceFile(path.join(folder, name), 'new')).toThrow(/ENOENT|ELOOP/);
      expect(fs.readdirSync(folder)).toEqual(['broken', 'loop']);
    },
  );
});

describe('if a step fails, the old contents stay and no temporary file is left', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([['openSync'], ['writeFileSync'], ['fchmodSync'], ['fsyncSync'], ['renameSync']] as const)('%s', (step) => {
    const folder = folderWith({ Dockerfile: 'old' });
    const failing = vi.spyOn(fs, step).mockImplementation(() => {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    });
    expect(() => replaceFile(path.join(folder, 'Dockerfile'), 'new')).toThrow('ENOSPC');
    expect(failing).toHaveBeenCalled();
    vi.restoreAllMocks();
    expect([read(folder, 'Dockerfile'), fs.readdirSync(folder)]).toEqual(['old', ['Dockerfile']]);
  });

  it('half of the text was written', () => {
    const folder = folderWith({ Dockerfile: 'old' });
    vi.spyOn(fs, 'writeFileSync').mockImplementation((handle) => {
      fs.writeSync(handle as number, 'ne');
      throw Object.assign(new Error('EDQUOT: quota exceeded'), { code: 'EDQUOT' });
    });
    expect(() => replaceFile(path.join(folder, 'Dockerfile'), 'new')).toThrow('EDQUOT');
    expect([read(folder, 'Dockerfile'), fs.readdirSync(folder)]).toEqual(['old', ['Dockerfile']]);
  });

  it('the owner cannot be kept: the file is replaced all the same', () => {
    const folder = folderWith({ Dockerfile: 'old' });
    const { fstatSync } = fs;
    vi.spyOn(fs, 'fstatSync').mockImplementation(((handle: number) => ({ ...fstatSync(handle), uid: 4321 })) as typeof fs.fstatSync);
    vi.spyOn(fs, 'fchownSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM: operation not permitted'), { code: 'EPERM' });
    });
    replaceFile(path.join(folder, 'Dockerfile'), 'new');
    expect(read(folder, 'Dockerfile')).toBe('new');
  });
});
