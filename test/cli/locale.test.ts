import { describe, expect, it } from 'vitest';
import { folderOf, layerwise } from '../support/command-line.ts';

const chinese = /[\u4e00-\u9fff]/;
const files = { Dockerfile: 'FROM alpine:3.22\nADD app.conf /etc/\n', 'app.conf': '' };

describe('the language of the command line', () => {
  it.each([
    ['English', ['check'], 'C', false],
    ['what --locale says', ['check', '--locale', 'zh-cn'], 'C', true],
    ['--locale before the command', ['--locale=zh-cn', 'check'], 'C', true],
    ['the locale of the environment', ['check'], 'zh_CN.UTF-8', true],
    ['--locale takes precedence over the environment', ['check', '--locale', 'en'], 'zh_CN.UTF-8', false],
    ['English if there is no translation', ['check', '--locale', 'de'], 'C', false],
    ['sizes too', ['sizes', 'Dockerfile', '--locale', 'zh-cn'], 'C', true],
  ])('%s', (_, args, environment, expected) => {
    expect(chinese.test(layerwise(folderOf(files), args, '', environment).out)).toBe(expected);
  });

  it.each([
    ['an unknown command', ['chek', '--locale', 'zh-cn']],
    ['an unknown option', ['check', '--colour', '--locale', 'zh-cn']],
    ['an invalid value', ['check', '--format', 'xml', '--locale', 'zh-cn']],
    ['a missing file', ['check', 'gone', '--locale', 'zh-cn']],
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
