import { describe, expect, it } from 'vitest';
import { folderOf, layerwise } from '../support/command-line.ts';

const chinese = /[\u4e00-\u9fff]/;
const files = { Dockerfile: 'FROM alpine:3.22\nADD app.conf /etc/\n', 'app.conf': '' };

describe('the language of the command line', () => {
  it.each([
    ['English', ['check'], 'C', false],
    ['what --locale says', ['check', '--locale', 'zh-cn'], 'C', true],
    ['--locale in front', ['--locale=zh-cn', 'check'], 'C', true],
    ['what the environment says', ['check'], 'zh_CN.UTF-8', true],
    ['--locale before the environment', ['check', '--locale', 'en'], 'zh_CN.UTF-8', false],
    ['English where there is no other', ['check', '--locale', 'de'], 'C', false],
    ['sizes too', ['sizes', 'Dockerfile', '--locale', 'zh-cn'], 'C', true],
  ])('%s', (_, args, environment, expected) => {
    expect(chinese.test(layerwise(folderOf(files), args, '', environment).out)).toBe(expected);
  });

  it.each([
    ['no such command', ['chek', '--locale', 'zh-cn']],
    ['no such option', ['check', '--colour', '--locale', 'zh-cn']],
    ['a value that is none of a few', ['check', '--format', 'xml', '--locale', 'zh-cn']],
    ['a file that is not there', ['check', 'gone', '--locale', 'zh-cn']],
    ['a refused conversion', ['multistage', 'Dockerfile', '--locale', 'zh-cn']],
  ])('applies to errors too: %s', (_, args) => {
    const { err, status } = layerwise(folderOf(files), args);
    expect(err.split('\n')[0]).toMatch(chinese);
    expect(status).not.toBe(0);
  });

  it.each([
    ['check', '--locale'],
    ['check', '--locale='],
    ['--locale', '--fix', 'check'],
  ])('needs its value: %s %s', (...args) => {
    const { err, status } = layerwise(folderOf(files), args);
    expect(err).toContain('--locale requires a value');
    expect(status).toBe(2);
  });
});
