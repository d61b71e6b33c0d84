import { describe, expect, it } from 'vitest';
import { findingsOf, reportsOf } from '../../support/rule-tables.ts';

const fileWith = (lines: string): string => `FROM debian:bookworm-slim\n${lines}\n`;
const reports = (lines: string): string => reportsOf('removed-in-later-layer', fileWith(lines), ['name']);

describe('what an earlier layer keeps', () => {
  it.each<[string, string]>([
    ['COPY a /a\nRUN rm /a', 'copied /a'],
    ['ADD https://example.com/a /b/\nRUN rm /b/a', 'copied /b/a'],
    ['RUN curl -o /a https://example.com/a\nRUN rm /a', 'stored /a'],
    ['RUN echo a > /a\nRUN rm /a', ''],
    ['RUN touch /a\nRUN rm /a', ''],
    ['RUN curl -o /a https://example.com/a\nRUN unlink /a', 'stored /a'],
    ['RUN curl -o /a https://example.com/a\nRUN rm -rf /', ''],
    ['RUN curl -o /a https://example.com/a\nRUN rm -rf /*', 'stored /a'],
    ['RUN curl -o /a https://example.com/a\nRUN [ -f /a ] && rm /a', 'stored /a'],
    ['RUN curl -o /a https://example.com/a && rm /a', ''],
    ['RUN curl -o /a https://example.com/a && rm -f /*', ''],
    ['RUN rm -f /a && curl -o /a https://example.com/a\nRUN rm /a', 'stored /a'],
    ['RUN curl -o /a https://example.com/a\nRUN rm /a && curl -o /a https://example.com/a', 'stored /a'],
    ['RUN curl -o /a https://example.com/a\nRUN curl -o /a https://example.com/a && rm /a', ''],
    ['RUN rm -f /a\nRUN curl -o /a https://example.com/a', ''],
    ['RUN test -f x || curl -o /a https://example.com/a\nRUN rm -f /a', ''],
    ['RUN apt-get install -y gcc\nRUN apt-get remove -y gcc', 'package gcc'],
    ['RUN apt-get install -y gcc && apt-get purge -y gcc\nRUN apt-get purge -y gcc', ''],
    ['RUN apt-get install -y gcc-12\nRUN apt-get remove -y gcc', ''],
    ['RUN apt-get remove -y gcc\nRUN apt-get install -y gcc', ''],
    ['RUN apt-get remove -y gcc', ''],
    ['RUN apt-get install -y a b c\nRUN apt-get remove -y a b c', 'package a", "b", "c'],
    ['RUN apt-get install -y a b c d\nRUN apt-get remove -y a b c d', 'package a", "b", "c", "…'],
    ['RUN apt-get install -y a b\nRUN apt-get remove -y a && apt-get remove -y b', 'package a, package b'],
    ['RUN apt-get install -y a && curl -o /x https://example.com/x\nRUN apt-get remove -y a && rm /x', 'package a, stored /x'],
    ['COPY a /a\nRUN mkdir /b\nRUN rm /a /b', 'copied /a'],
    ['COPY a /a\nUSER app\nRUN rm /a', 'copied /a'],
    ['COPY a /a\nRUN rm /a\nRUN rm -f /a', 'copied /a, copied /a'],
  ])('%s: %s', (lines, expected) => {
    expect(reports(lines)).toBe(expected);
  });

  it('counts from the stages that the final one is based on', () => {
    const stages = (last: string): string => `FROM alpine:3 AS a\nCOPY a /a\nFROM a AS b\nCOPY b /b\nFROM ${last}\nRUN rm -f /a /b\n`;
    expect(reportsOf('removed-in-later-layer', stages('b'), ['name'])).toBe('copied /a, copied /b');
    expect(reportsOf('removed-in-later-layer', stages('a'), ['name'])).toBe('copied /a');
    expect(reportsOf('removed-in-later-layer', stages('alpine:3'), ['name'])).toBe('');
  });

  it('not in Windows images', () => {
    const text = 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCOPY a /a\nRUN rm /a\n';
    expect(reportsOf('removed-in-later-layer', text)).toBe('');
  });
});

/** Scripts and configuration have a few kilobytes: not worth another layout of the file. */
describe('small files are a hint', () => {
  const severity = (lines: string, files?: string): string | undefined =>
    findingsOf('removed-in-later-layer', fileWith(lines), files)[0]?.severity;

  it.each('asc bash cfg conf crt diff env gpg ini json key list patch pem ps1 pub py repo service sh toml txt yaml yml'.split(' '))(
    'a.%s',
    (extension) => {
      expect(severity(`COPY a.${extension} /a.${extension}\nRUN rm /a.${extension}`)).toBe('hint');
    },
  );

  it.each(['a', 'a.tgz', 'a.deb', 'sh', 'a.shx', 'a.py.gz'])('not %s', (name) => {
    expect(severity(`COPY ${name} /b/${name}\nRUN rm /b/${name}`)).toBe('warning');
  });

  it.each<[string, string, string]>([
    ['COPY a.tgz /a.tgz\nRUN rm /a.tgz', 'a.tgz (99999 bytes)', 'hint'],
    ['COPY a.tgz /a.tgz\nRUN rm /a.tgz', 'a.tgz (100000 bytes)', 'warning'],
    ['COPY a.sh /a.sh\nRUN rm /a.sh', 'a.sh (100000 bytes)', 'warning'],
    ['COPY a b /x/\nRUN rm -rf /x', 'a (50000 bytes)\nb (49999 bytes)', 'hint'],
    ['COPY a b /x/\nRUN rm -rf /x', 'a (50000 bytes)\nb (50000 bytes)', 'warning'],
  ])('%s, %j: %s', (lines, files, expected) => {
    expect(severity(lines, files)).toBe(expected);
  });

  it('a download has any size', () => {
    expect(severity('RUN curl -o /a.sh https://example.com/a.sh\nRUN rm /a.sh')).toBe('warning');
  });
});
