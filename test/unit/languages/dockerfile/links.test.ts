import { describe, expect, it } from 'vitest';
import { linksOf } from '../../../../server/src/languages/dockerfile/links.ts';
import { readContextBlock } from '../../../support/context-block.ts';
import { documentOf } from '../../../support/document.ts';

const context = readContextBlock('package.json (10 bytes)\nsrc/a.js (10 bytes)\n.dockerignore\n    secret\nsecret (10 bytes)\n');

/** `text -> target`. */
function links(text: string): readonly string[] {
  return linksOf(documentOf(text, context)).map(({ start, end, target }) => {
    return `${text.slice(start, end)} -> ${target.kind === 'file' ? target.path : target.url}`;
  });
}

describe('links', () => {
  it.each([
    [
      'a source that is a file in the context',
      'COPY package.json ./src/a.js /app/',
      ['package.json -> package.json', './src/a.js -> src/a.js'],
    ],
    ['no link for a folder, a pattern, an ignored or a missing file', 'COPY src *.json secret nothing /app/', []],
    ['in JSON', 'COPY ["package.json", "/app/"]', ['package.json -> package.json']],
    ['no link for files from a stage', 'FROM scratch AS x\nFROM scratch\nCOPY --from=x package.json /app/', []],
    ['no link for the destination', 'COPY package.json package.json', ['package.json -> package.json']],
    ['with a variable', 'ENV F=package.json\nCOPY $F /app/', ['$F -> package.json']],
    ['the URL of ADD', 'ADD https://example.com/a.tar.gz /x', ['https://example.com/a.tar.gz -> https://example.com/a.tar.gz']],
    [
      'in RUN, without trailing punctuation',
      'RUN curl -O "https://example.com/a?b=c" && x',
      ['https://example.com/a?b=c -> https://example.com/a?b=c'],
    ],
    ['in a comment', '# see https://example.com/doc.', ['https://example.com/doc -> https://example.com/doc']],
    ['no link for a URL with a variable', 'RUN curl https://example.com/$V/a https://example.com/${V} https://$HOST/', []],
    ['no link for an incomplete URL', 'RUN curl http://localhost https://', []],
  ])('%s', (_, lines, expected) => {
    expect(links(`FROM scratch\n${lines}`)).toEqual(expected);
  });

  it.each([
    ['FROM node:22', 'node:22 -> https://hub.docker.com/_/node'],
    ['FROM bitnami/redis', 'bitnami/redis -> https://hub.docker.com/r/bitnami/redis'],
    ['FROM ghcr.io/example/app:1', 'ghcr.io/example/app:1 -> https://ghcr.io/example/app'],
    ['FROM quay.io/example/app', 'quay.io/example/app -> https://quay.io/repository/example/app'],
    ['FROM mcr.microsoft.com/dotnet/sdk:9.0', 'mcr.microsoft.com/dotnet/sdk:9.0 -> https://mcr.microsoft.com/artifact/mar/dotnet/sdk'],
    ['ARG T=1\nFROM node:$T', 'node:$T -> https://hub.docker.com/_/node'],
    ['ARG T\nFROM node:$T', 'node:$T -> https://hub.docker.com/_/node'],
    ['FROM scratch\nCOPY --from=alpine:3 /a /b', 'alpine:3 -> https://hub.docker.com/_/alpine'],
  ])('%j links to the page of the image', (text, expected) => {
    expect(links(text)).toEqual([expected]);
  });

  it.each(['FROM registry.example.com/app', 'FROM scratch', 'ARG IMAGE\nFROM $IMAGE'])('%j has no link', (text) => {
    expect(links(text)).toEqual([]);
  });
});
