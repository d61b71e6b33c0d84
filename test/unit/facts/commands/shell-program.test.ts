import { describe, expect, it } from 'vitest';
import { commandsOf } from '../../../../server/src/facts/commands/command.ts';
import { groupPipelines, hasPipefail } from '../../../../server/src/facts/commands/pipelines.ts';
import { shellProgramOf } from '../../../../server/src/facts/commands/shell-program.ts';
import { createModel } from '../../../../server/src/model/index.ts';
import { parse } from '../../../../server/src/syntax/parse.ts';

describe('the program that reads a RUN', () => {
  it.each<[string, string | undefined]>([
    ['FROM debian:12\nRUN a', 'dash'],
    ['FROM python:3.13-slim\nRUN a', 'dash'],
    ['FROM alpine:3.22\nRUN a', 'ash'],
    ['FROM fedora:42\nRUN a', 'bash'],
    ['FROM example.com/x\nRUN a', undefined],
    ['FROM debian:12 AS b\nFROM b\nRUN a', 'dash'],
    ['FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN a', 'bash'],
    ['FROM example.com/x\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN a', 'bash'],
    ['FROM debian:12\nSHELL ["/bin/zsh", "-c"]\nRUN a', undefined],
    ['FROM debian:12\nSHELL ["/bin/sh", "-ec"]\nRUN a', 'dash'],
    ['FROM alpine:3.22\nSHELL ["/bin/ash", "-c"]\nRUN a', 'ash'],
    ['FROM debian:12\nRUN ln -sf /bin/bash /bin/sh\nRUN a', undefined],
    ['FROM debian:12 AS b\nRUN rm /bin/sh && ln -s bash /bin/sh\nFROM b\nRUN a', undefined],
    ['FROM debian:12\nRUN ln -sf /bin/bash /bin/sh', 'dash'],
    ['FROM debian:12\nCOPY x /bin/sh\nRUN a', undefined],
    ['FROM debian:12\nRUN <<EOF bash\na\nEOF', 'bash'],
    ['FROM debian:12\nRUN <<EOF\n#!/bin/bash\na\nEOF', 'bash'],
    ['FROM debian:12\nRUN <<EOF\na\nEOF', 'dash'],
    ['FROM debian:12\nRUN <<EOF\n#!/usr/bin/python3\na\nEOF', undefined],
    ['FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN a', undefined],
    ['FROM debian:12\nRUN ["a"]', undefined],
  ])('%j', (text, expected) => {
    const model = createModel(parse(text));
    expect(shellProgramOf(model.tree.instructions.at(-1)!, model)).toBe(expected);
  });
});

describe('pipelines', () => {
  it.each<[string, string[]]>([
    ['a | b && c | d | e', ['a b', 'c d e']],
    ['a $(b | c) | d', ['a d', 'b c']],
    ['{ a; } | b; { c; } | d', ['+b', '+d']],
    ['(a | b) | c', ['a b', '+c']],
    ['a | while read x; do b; done', ['a']],
    ['a | { b; } | c', ['a', '+c']],
    ['a && b || c', []],
    ['if a | b; then c | d; fi', ['a b', 'c d']],
  ])('%s', (script, expected) => {
    const model = createModel(parse(`FROM alpine:3.22\nRUN ${script}`));
    const pipelines = groupPipelines(commandsOf(model, model.tree.instructions.at(-1)!));
    expect(pipelines.map(({ commands, continues }) => (continues ? '+' : '') + commands.map(({ program }) => program).join(' '))).toEqual(
      expected,
    );
  });
});

describe('pipefail', () => {
  it.each<[string, boolean]>([
    ['RUN a | b', false],
    ['RUN set -o pipefail; a | b', true],
    ['SHELL ["/bin/bash", "-euo", "pipefail", "-c"]\nRUN a | b', true],
    ['SHELL ["/bin/bash", "-c"]\nRUN a | b', false],
  ])('%j', (text, expected) => {
    const model = createModel(parse(`FROM debian:12\n${text}`));
    expect(hasPipefail(model.tree.instructions.at(-1)!, model)).toBe(expected);
  });
});
